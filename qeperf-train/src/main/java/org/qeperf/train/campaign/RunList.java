package org.qeperf.train.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.input.InputEditor;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.artifact.Digest;

/** Makes the list of runs of a plan. The same plan and inputs make the same list in the same order, anywhere. */
final class RunList {

    private static final String SCHEMA = "qeperf-1";
    private static final String WORK = "work_total";
    private static final int ID_DIGITS = 16;

    /** Combinations of one system in one set of runs that are looked at. */
    private static final long MOST_COMBINATIONS = 100_000;

    /** The work of a run does not depend on the machine. */
    private static final Machine ANY = new Machine("any", 1, 1);

    private final CampaignPlan plan;
    private final FeatureExtractor extractor;
    private final List<Path> pseudoFolders;
    private final Map<String, PlannedRun> runs = new LinkedHashMap<>();

    private RunList(CampaignPlan plan, FeatureExtractor extractor, List<Path> pseudoFolders) {
        this.plan = plan;
        this.extractor = extractor;
        this.pseudoFolders = pseudoFolders;
    }

    /**
     * Makes the list.
     *
     * @param plan the plan
     * @param extractor counts the work of inputs where the plan limits it
     * @param pseudoFolders where the pseudopotentials are
     * @return the runs in the order they are to be made, which is shuffled so that any first part of them is diverse
     */
    static List<PlannedRun> of(CampaignPlan plan, FeatureExtractor extractor, List<Path> pseudoFolders) {
        RunList list = new RunList(plan, extractor, pseudoFolders);
        for (CampaignPlan.Block block : plan.blocks()) {
            for (Path system : block.systems()) {
                list.add(block, system);
            }
        }
        List<PlannedRun> ordered = new ArrayList<>(list.runs.values());
        Collections.shuffle(ordered, new Random(plan.seed()));
        return List.copyOf(ordered);
    }

    private void add(CampaignPlan.Block block, Path system) {
        String text = read(system);
        List<Map.Entry<String, List<String>>> variables =
                List.copyOf(block.variables().entrySet());
        int[] levels = new int[4 + variables.size()];
        levels[0] = block.layouts().size();
        levels[1] = block.cutoffs().size();
        levels[2] = block.kPoints().size();
        levels[3] = block.cells().size();
        for (int i = 0; i < variables.size(); i++) {
            levels[4 + i] = variables.get(i).getValue().size();
        }
        double combinations = Arrays.stream(levels).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (combinations > MOST_COMBINATIONS) {
            throw new InputException(
                    new SourceLocation(system.toString(), 1, 1),
                    "",
                    String.format(
                            Locale.ROOT,
                            "the runs '%s' have %.0f combinations of this input",
                            block.name(),
                            combinations),
                    "at most " + MOST_COMBINATIONS);
        }
        Map<String, Workload> workloads = new LinkedHashMap<>();
        Random random = new Random(plan.seed() * 31 + (block.name() + "/" + system.getFileName()).hashCode());
        List<int[]> chosen = block.sampling()
                .choose(
                        levels,
                        point -> isPossible(block, system, variation(block, system, text, point), point, workloads),
                        random);
        for (int[] point : chosen) {
            add(block, variation(block, system, text, point), point);
        }
    }

    /** An input with what the plan varies in it. */
    private record Variation(String input, Map<String, String> labels) {}

    private Variation variation(CampaignPlan.Block block, Path system, String text, int[] point) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("block", block.name());
        labels.put("system", systemName(system));
        InputEditor editor = InputEditor.of(system.toString(), text, plan.version());
        try {
            Cutoff cutoff = block.cutoffs().get(point[1]);
            KPointChoice kPoints = block.kPoints().get(point[2]);
            Supercell cell = block.cells().get(point[3]);
            labels.put("cutoffs", cutoff.text());
            labels.put("kpoints", kPoints.toString());
            labels.put("cell", cell.toString());
            cutoff.apply(editor);
            kPoints.apply(editor, cell);
            cell.apply(editor);
            int factor = 4;
            for (Map.Entry<String, List<String>> variable : block.variables().entrySet()) {
                String value = variable.getValue().get(point[factor++]);
                labels.put(variable.getKey(), value);
                editor.set(variable.getKey(), value);
            }
            return new Variation(editor.text(), labels);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    new SourceLocation(system.toString(), 1, 1),
                    "",
                    "the runs '" + block.name() + "' cannot be made of this input: " + e.getMessage(),
                    "a plan that fits it");
        }
    }

    private boolean isPossible(
            CampaignPlan.Block block, Path system, Variation variation, int[] point, Map<String, Workload> workloads) {
        if (block.work().isEmpty()) {
            return true;
        }
        RunLayout layout = block.layouts().get(point[0]);
        if (layout.ranks() % layout.pools() != 0) {
            return false;
        }
        Workload workload = workloads.computeIfAbsent(variation.input(), input -> count(block, system, input));
        FeatureSchema schema = extractor.schemas().stream()
                .filter(s -> s.name().equals(SCHEMA))
                .findFirst()
                .orElseThrow(() -> new QePerfException("the extractor has no schema " + SCHEMA));
        double work = workload.features(
                        schema,
                        new Layout(layout.nodes(), layout.ranks() / layout.nodes(), layout.threads(), layout.pools()),
                        ANY)
                .get(WORK);
        return block.work().orElseThrow().contains(work);
    }

    private Workload count(CampaignPlan.Block block, Path system, String input) {
        try {
            Path file = Files.createTempFile("qeperf-", ".in");
            try {
                Files.writeString(file, input);
                return extractor.read(new SimulationFiles(
                        file,
                        pseudoFolders,
                        java.util.Optional.of(plan.version().toString())));
            } catch (InputException e) {
                String where = e.location() + ": ";
                String what = String.valueOf(e.getMessage());
                String problem = what.startsWith(where) ? what.substring(where.length()) : what;
                throw new InputException(
                        new SourceLocation(system.toString(), 1, 1),
                        e.token(),
                        "the work of the runs '" + block.name() + "' with this input cannot be counted: " + problem,
                        "an input that can be, or no key work");
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(CampaignPlan.Block block, Variation variation, int[] point) {
        RunLayout layout = block.layouts().get(point[0]);
        for (int repeat = 1; repeat <= block.repeats(); repeat++) {
            Map<String, String> labels = new LinkedHashMap<>(variation.labels());
            labels.put("repeat", Integer.toString(repeat));
            String content = String.join(
                    "\n",
                    variation.input(),
                    layout.toString(),
                    block.limits().toString(),
                    block.killAfterSeconds().toString(),
                    Integer.toString(repeat));
            String id = Digest.sha256(content.getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
            runs.putIfAbsent(
                    id,
                    new PlannedRun(id, labels, variation.input(), layout, block.limits(), block.killAfterSeconds()));
        }
    }

    /** What an input is called in the labels. */
    static String systemName(Path system) {
        String name = String.valueOf(system.getFileName());
        return name.endsWith(".in") ? name.substring(0, name.length() - 3) : name;
    }

    private static String read(Path system) {
        return new String(SourceText.readBytes(system, ParseLimits.DEFAULT), StandardCharsets.UTF_8);
    }
}
