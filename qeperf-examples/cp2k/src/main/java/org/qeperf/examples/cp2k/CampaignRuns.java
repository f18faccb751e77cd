package org.qeperf.examples.cp2k;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.Samples;
import org.qeperf.train.table.Table;

/**
 * The runs of the campaign as rows to learn from: features from the inputs, one row for each, and the least time of its runs, since
 * nothing makes a run faster than it is.
 *
 * @param table the table of runs
 * @param samples features and processor seconds of a step
 * @param systems the system of each row
 */
record CampaignRuns(Table table, Samples samples, Grouping systems) {

    /** What is measured, in seconds. */
    static final String TARGET = "processor_seconds_per_step";

    /** Where the runs were made; features of CP2K do not look at it. */
    static final Machine MACHINE = new Machine("campaign", 2, 24L << 30);

    /**
     * Reads the campaign.
     *
     * @param folder with the table {@code runs.csv} and the folder {@code inputs}
     * @param extractor makes the features
     */
    static CampaignRuns read(Path folder, FeatureExtractor extractor) {
        Table table = Table.read(folder.resolve("runs.csv"));
        String[] inputs = table.words("input");
        String[] systemOfRun = table.words("system");
        double[] seconds = table.numbers(TARGET);
        Map<String, Integer> best = new LinkedHashMap<>();
        for (int run = 0; run < inputs.length; run++) {
            best.merge(inputs[run], run, (a, b) -> seconds[b] < seconds[a] ? b : a);
        }
        FeatureSchema schema = extractor.schemas().get(0);
        int[] chosen = best.values().stream().mapToInt(Integer::intValue).toArray();
        double[] rows = new double[chosen.length * schema.size()];
        for (int i = 0; i < chosen.length; i++) {
            Path input = folder.resolve("inputs").resolve(inputs[chosen[i]] + ".inp");
            double[] row = extractor
                    .read(SimulationFiles.of(input))
                    .features(schema, Layout.serial(), MACHINE)
                    .toArray();
            System.arraycopy(row, 0, rows, i * row.length, row.length);
        }
        double[] targets = IntStream.of(chosen).mapToDouble(run -> seconds[run]).toArray();
        List<String> systems =
                IntStream.of(chosen).mapToObj(run -> systemOfRun[run]).toList();
        return new CampaignRuns(
                table,
                new Samples(schema, rows, targets, works(schema, targets.length)),
                new Grouping(Grouping.SYSTEM, systems));
    }

    /** The columns that are work of a kernel, none of whose own clocks is used: costs are fitted to these columns. */
    private static Map<String, double[]> works(FeatureSchema schema, int rows) {
        double[] unknown = new double[rows];
        Arrays.fill(unknown, Double.NaN);
        Map<String, double[]> works = new LinkedHashMap<>();
        for (int i = schema.size() - Cp2kSchema.WORKS; i < schema.size(); i++) {
            works.put(schema.features().get(i).name(), unknown);
        }
        return works;
    }
}
