package org.qeperf.features.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;

/**
 * The columns of one schema, each with where its value comes from. Those that do not depend on the layout are computed once
 * for a workload on a machine; the others are arithmetic on the numbers of a layout and on facts, computed once too.
 *
 * @param <F> what the columns that depend on the layout need of workload and machine, as plain numbers
 */
final class Columns<F> {

    private final FeatureSchema schema;
    private final BiFunction<FeatureCounts, Machine, F> facts;
    private final boolean ofAllCounts;
    private final List<ToDoubleFunction<Fixed>> fixed;
    private final int[] fixedAt;
    private final List<LayoutValue<F>> byLayout;
    private final int[] byLayoutAt;

    private Columns(String name, Builder<F> builder) {
        schema = new FeatureSchema(name, builder.specs);
        facts = builder.facts;
        ofAllCounts = builder.ofAllCounts;
        fixed = List.copyOf(builder.fixed);
        fixedAt = builder.fixedAt.stream().mapToInt(Integer::intValue).toArray();
        byLayout = List.copyOf(builder.byLayout);
        byLayoutAt = builder.byLayoutAt.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a row has whatever the layout. */
    record Fixed(FeatureCounts counts, Machine machine) {}

    /** A column that depends on the layout. Allocates nothing. */
    interface LayoutValue<F> {
        double of(F facts, Layouts layouts, int i);
    }

    FeatureSchema schema() {
        return schema;
    }

    /** Asks for every count that a row needs. */
    PwLayoutRows<F> rows(FeatureCounts given, Machine machine) {
        FeatureCounts counts = ofAllCounts ? FeatureCounts.of(given.complete()) : given;
        Fixed whole = new Fixed(counts, machine);
        double[] row = new double[schema.size()];
        for (int i = 0; i < fixedAt.length; i++) {
            row[fixedAt[i]] = fixed.get(i).applyAsDouble(whole);
        }
        return new PwLayoutRows<>(schema, row, facts.apply(counts, machine), byLayout, byLayoutAt);
    }

    double[] row(FeatureCounts counts, Layout layout, Machine machine) {
        double[] row = new double[schema.size()];
        rows(counts, machine).fill(Layouts.of(layout), 0, 1, row);
        return row;
    }

    /** Lists columns in their order. */
    static final class Builder<F> {
        private final BiFunction<FeatureCounts, Machine, F> facts;
        private boolean ofAllCounts;
        private final List<FeatureSpec> specs = new ArrayList<>();
        private final List<ToDoubleFunction<Fixed>> fixed = new ArrayList<>();
        private final List<Integer> fixedAt = new ArrayList<>();
        private final List<LayoutValue<F>> byLayout = new ArrayList<>();
        private final List<Integer> byLayoutAt = new ArrayList<>();

        Builder(BiFunction<FeatureCounts, Machine, F> facts) {
            this.facts = facts;
        }

        /** Columns may ask for any count, and rows need all of them. */
        Builder<F> ofAllCounts() {
            ofAllCounts = true;
            return this;
        }

        /** An amount that does not depend on the layout. */
        Builder<F> log(String name, String unit, String meaning, String source, ToDoubleFunction<Fixed> value) {
            return fixed(new FeatureSpec(name, unit, meaning, source, Scale.LOG), value);
        }

        /** A kind that does not depend on the layout. */
        Builder<F> flag(String name, String meaning, String source, ToDoubleFunction<Fixed> value) {
            return fixed(new FeatureSpec(name, "1", meaning, source, Scale.LINEAR), value);
        }

        /** An amount that depends on the layout. */
        Builder<F> logByLayout(String name, String unit, String meaning, String source, LayoutValue<F> value) {
            return byLayout(new FeatureSpec(name, unit, meaning, source, Scale.LOG), value);
        }

        /** A number that depends on the layout and spans no orders of magnitude. */
        Builder<F> linearByLayout(String name, String meaning, String source, LayoutValue<F> value) {
            return byLayout(new FeatureSpec(name, "1", meaning, source, Scale.LINEAR), value);
        }

        /** A quantity that does not depend on the layout and spans no orders of magnitude. */
        Builder<F> linear(String name, String unit, String meaning, String source, ToDoubleFunction<Fixed> value) {
            return fixed(new FeatureSpec(name, unit, meaning, source, Scale.LINEAR), value);
        }

        private Builder<F> fixed(FeatureSpec spec, ToDoubleFunction<Fixed> value) {
            fixedAt.add(specs.size());
            fixed.add(value);
            specs.add(spec);
            return this;
        }

        private Builder<F> byLayout(FeatureSpec spec, LayoutValue<F> value) {
            byLayoutAt.add(specs.size());
            byLayout.add(value);
            specs.add(spec);
            return this;
        }

        Columns<F> build(String name) {
            return new Columns<>(name, this);
        }
    }
}
