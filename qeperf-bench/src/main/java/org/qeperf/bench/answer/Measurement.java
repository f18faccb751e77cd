package org.qeperf.bench.answer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.qeperf.api.train.Progress;
import org.qeperf.train.data.RunTarget;

/** Everything that is measured, on the plans of a folder. */
public final class Measurement {

    private Measurement() {}

    /**
     * Measures.
     *
     * @param folder holds a plan for each target and that of the thesis's network
     * @param limits runs that were made again with a limit of memory
     * @param progress hears what is being done
     * @return tables in the order of the page
     */
    public static List<Table> of(Path folder, Path limits, Progress progress) {
        List<LimitedRun> limited = LimitedRun.read(limits);
        Material material = Material.of(folder, progress);
        return of(material, limited, time -> OtherModels.predictions(material, time.data(), time.folds()));
    }

    static List<Table> of(
            Material material, List<LimitedRun> limited, Function<HeldOut, Map<String, double[]>> others) {
        HeldOut time = heldOut(material, RunTarget.SECONDS_PER_SCF_ITERATION);
        HeldOut iterations = heldOut(material, RunTarget.SCF_ITERATIONS);
        HeldOut outside = heldOut(material, RunTarget.SECONDS_OUTSIDE_SCF);
        HeldOut memory = heldOut(material, RunTarget.PEAK_MEMORY_PER_RANK);
        List<Table> tables = new ArrayList<>(new TimePart(time).tables(others.apply(time)));
        tables.addAll(new TotalPart(time, iterations, outside).tables());
        tables.add(new MemoryPart(material, memory).table());
        tables.add(new LimitPart(material, memory, limited).table());
        tables.add(AddressSpacePart.table(material));
        tables.add(new ConvergencePart(material, iterations).table());
        tables.addAll(new AdvicePart(time).tables(iterations, outside));
        tables.add(IntervalPart.table(List.of(time, iterations, outside, memory)));
        return tables;
    }

    private static HeldOut heldOut(Material material, RunTarget target) {
        material.progress().report(target.target().name(), 0, 1);
        return HeldOut.of(material, target);
    }
}
