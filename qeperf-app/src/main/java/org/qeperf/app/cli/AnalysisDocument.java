package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.runtime.hardware.Device;
import org.qeperf.runtime.hardware.KernelLoad;
import org.qeperf.runtime.hardware.NodeRates;
import org.qeperf.runtime.hardware.PublishedBalance;
import org.qeperf.runtime.hardware.Roof;
import org.qeperf.train.hardware.Correlation;
import org.qeperf.train.hardware.Descriptor;
import org.qeperf.train.hardware.DescriptorEffect;
import org.qeperf.train.hardware.MachineMeans;
import org.qeperf.train.hardware.MeasuredSystem;
import org.qeperf.train.hardware.PairScore;
import org.qeperf.train.hardware.PositionSummary;
import org.qeperf.train.hardware.SystemComparison.MeanTime;

/** An analysis of machines as one document; units are those of the names, else SI. */
final class AnalysisDocument {

    private AnalysisDocument() {}

    static ObjectNode of(List<AnalysedNodes> nodes, List<KernelLoad> loads, Optional<AnalysedRuns> runs) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode claims = document.putObject("published_single_precision_flop_per_byte");
        claims.put("processors", PublishedBalance.PROCESSORS).put("accelerators", PublishedBalance.ACCELERATORS);
        ArrayNode kernels = document.putArray("kernels");
        loads.forEach(load -> kernels.addObject()
                .put("kernel", load.kernel().key())
                .put("flop", load.flop())
                .put("least_bytes", load.bytes())
                .put("flop_per_byte", load.intensity())
                .put("working_bytes", load.workingBytes()));
        ArrayNode machines = document.putArray("machines");
        nodes.forEach(node -> machines.add(machine(node, loads)));
        runs.ifPresent(found -> document.set("runs", runs(found)));
        return document;
    }

    private static ObjectNode machine(AnalysedNodes node, List<KernelLoad> loads) {
        NodeRates rates = node.rates();
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("machine", rates.machine())
                .put("nodes", rates.nodeType())
                .put("measured", node.isMeasured())
                .put("cores", rates.cores());
        put(object, "one_core", rates.oneCore(), loads);
        put(object, "processors", rates.processors(), loads);
        put(object, "accelerators", rates.accelerators(), loads);
        put(object, "node", rates.node(), List.of());
        for (Device device : Device.values()) {
            put(object, "single_precision_flop_per_byte_" + device.key(), PublishedBalance.single(node.type(), device));
        }
        return object;
    }

    private static void put(ObjectNode object, String name, Optional<Roof> roof, List<KernelLoad> loads) {
        if (roof.isEmpty()) {
            object.putNull(name);
            return;
        }
        ObjectNode rates = object.putObject(name)
                .put("flop_per_s", roof.get().flopPerS())
                .put("bytes_per_s", roof.get().bytesPerS())
                .put("flop_per_byte", roof.get().balance());
        if (!loads.isEmpty()) {
            ArrayNode kernels = rates.putArray("kernels");
            loads.forEach(load -> kernels.addObject()
                    .put("kernel", load.kernel().key())
                    .put("bound_by", roof.get().bound(load.intensity()).key())
                    .put("attainable_flop_per_s", roof.get().attainable(load.intensity()))
                    .put("least_s", load.leastSeconds(roof.get())));
        }
    }

    private static ObjectNode runs(AnalysedRuns runs) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("file", runs.file()).put("runs", runs.set().runs());
        runs.set().leftOut().forEach(object.putObject("left_out")::put);
        runs.set().unknown().forEach(object.putObject("not_described")::put);
        ArrayNode systems = object.putArray("systems");
        runs.set().systems().forEach(system -> systems.add(system(system)));
        ArrayNode means = object.putArray("means");
        runs.comparison().means().forEach(one -> means.add(means(one)));
        ArrayNode effects = object.putArray("effects");
        runs.comparison().effects().forEach(effect -> effects.add(effect(effect)));
        ObjectNode times = object.putObject("mean_s_per_iteration");
        for (Descriptor descriptor : Descriptor.values()) {
            ArrayNode values = times.putArray(descriptor.key());
            for (MeanTime one : runs.comparison().meanTimes(descriptor)) {
                values.addObject()
                        .put("value", one.value())
                        .put("systems", one.systems())
                        .put("mean_s", one.meanSeconds());
            }
        }
        ArrayNode scores = object.putArray("scores");
        runs.comparison().scores().forEach(score -> scores.add(score(score)));
        ArrayNode positions = object.putArray("kernels");
        runs.measured()
                .forEach(one -> one.summaries()
                        .forEach(s -> positions.add(
                                position(s).put("machine", one.rates().machine()))));
        return object;
    }

    private static ObjectNode system(MeasuredSystem system) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("problem", system.problem().label())
                .put("release", system.release())
                .put("device", system.device().key())
                .put("machine", system.cluster().name())
                .put("node_type", system.nodeType().name())
                .put("nodes", system.nodes())
                .put("cores", system.cores())
                .put("units", system.units())
                .put("runs", system.runs())
                .put("s_per_iteration", system.secondsPerIteration())
                .put("performance_per_s", system.performance());
        put(object, "relative_performance_per_s", system.relativePerformance());
        object.put("core_hours_100_iterations", system.coreHours(AnalysedRunsTables.ITERATIONS))
                .put("node_hours_100_iterations", system.nodeHours(AnalysedRunsTables.ITERATIONS));
        put(object, "charged_100_iterations", system.charged(AnalysedRunsTables.ITERATIONS));
        object.put(
                "charged_unit",
                system.cluster()
                        .accountingUnit()
                        .map(unit ->
                                unit.value().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(null));
        put(object, "kwh_100_iterations", system.kilowattHours(AnalysedRunsTables.ITERATIONS));
        return object;
    }

    private static ObjectNode means(MachineMeans one) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("machine", one.machine())
                .put("systems", one.systems())
                .put("problems", one.problems())
                .put("runs", one.runs())
                .put("mean_s_per_iteration", one.meanSeconds())
                .put("mean_performance_per_s", one.meanPerformance());
        put(object, "relative_performance_per_s", one.relativePerformance());
        put(object, "potential_flop", one.potentialFlop());
        return object;
    }

    private static ObjectNode effect(DescriptorEffect effect) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("descriptor", effect.descriptor())
                .put("unit", effect.unit())
                .put("per_unit", effect.perUnit())
                .put("machines", effect.machines())
                .put("systems", effect.described());
        if (effect.correlation().isEmpty()) {
            object.putNull("pearson").put("remark", effect.remark());
            return object;
        }
        Correlation found = effect.correlation().get();
        object.put("n", found.points())
                .put("groups", found.groups())
                .put("pearson", found.pearson())
                .put("spearman", found.spearman())
                .put("slope", found.slope())
                .put("p_value", found.pValue());
        put(object, "lower", found.lower());
        put(object, "upper", found.upper());
        return object;
    }

    private static ObjectNode score(PairScore score) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return object.put("first", score.first())
                .put("second", score.second())
                .put("problems", score.problems())
                .put("first_score_per_s", score.firstScore())
                .put("second_score_per_s", score.secondScore())
                .put("ratio", score.ratio())
                .put("ratio_per_unit", score.perUnitRatio())
                .put("ratio_per_node", score.perNodeRatio());
    }

    private static ObjectNode position(PositionSummary s) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        return object.put("kernel", s.kernel().key())
                .put("busy_cores", s.busyCores())
                .put("size", s.size().label())
                .put("runs", s.runs())
                .put("flop_per_byte", s.intensity())
                .put("attainable_flop_per_s", s.attainable())
                .put("flop_per_s", s.flopPerS())
                .put("share_low", s.lowShare())
                .put("share", s.share())
                .put("share_high", s.highShare())
                .put("operations_done", s.executed());
    }

    private static void put(ObjectNode object, String name, OptionalDouble value) {
        object.put(name, value.isPresent() ? (Double) value.getAsDouble() : null);
    }
}
