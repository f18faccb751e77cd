package org.qeperf.train.active;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.campaign.CampaignPlan;
import org.qeperf.train.campaign.PlannedRun;
import org.qeperf.train.campaign.RunLayout;

/**
 * Writes some runs of a plan as a plan of their own: a set of one run for each, so that each is the same run with the same name in a
 * campaign's folder.
 */
public final class PlanWriter {

    private static final YAMLMapper YAML = new YAMLMapper(new YAMLFactory()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS));

    private static final Set<String> FACTORS = Set.of("block", "system", "cutoffs", "kpoints", "cell", "repeat");
    private static final double MEGABYTE = 1 << 20;

    private PlanWriter() {}

    /**
     * Writes a plan.
     *
     * @param plan where the runs come from
     * @param runs the runs
     * @param file where to; paths in it are absolute
     */
    public static void write(CampaignPlan plan, List<PlannedRun> runs, Path file) {
        ObjectNode root = YAML.createObjectNode();
        root.put("name", plan.name()).put("seed", plan.seed());
        root.putObject("machine")
                .put("name", plan.machine().name())
                .put("cores_per_node", plan.machine().coresPerNode())
                .put("memory_mb_per_node", Math.round(plan.machine().memoryBytesPerNode() / MEGABYTE));
        root.put("program", plan.program());
        if (!plan.launch().isEmpty()) {
            root.put("launch", plan.launch());
        }
        root.put("version", plan.version().toString());
        ObjectNode pseudopotentials = root.putObject("pseudopotentials");
        ArrayNode directories = pseudopotentials.putArray("directories");
        plan.pseudopotentials().directories().forEach(folder -> directories.add(absolute(folder)));
        plan.pseudopotentials().gth().ifPresent(table -> pseudopotentials.put("gth", absolute(table)));
        root.put("attempts", plan.attempts());
        ArrayNode blocks = root.putArray("runs");
        for (PlannedRun run : runs) {
            write(plan, run, blocks.addObject().put("name", "next-" + (blocks.size())));
        }
        AtomicFile.write(file, text(root).getBytes(StandardCharsets.UTF_8));
    }

    private static void write(CampaignPlan plan, PlannedRun run, ObjectNode block) {
        Map<String, String> labels = run.labels();
        block.putArray("systems").add(absolute(system(plan, labels)));
        block.putArray("cutoffs").add(label(labels, "cutoffs"));
        block.putArray("kpoints").add(label(labels, "kpoints"));
        block.putArray("cells").add(label(labels, "cell"));
        RunLayout layout = run.layout();
        block.putArray("layouts")
                .addObject()
                .put("nodes", layout.nodes())
                .put("ranks", layout.ranks())
                .put("threads", layout.threads())
                .put("pools", layout.pools())
                .put("band_groups", layout.bandGroups())
                .put("task_groups", layout.taskGroups())
                .put("diagonalization", layout.diagonalization());
        ObjectNode variables = YAML.createObjectNode();
        labels.forEach((name, value) -> {
            if (!FACTORS.contains(name)) {
                variables.putArray(name).add(value);
            }
        });
        if (!variables.isEmpty()) {
            block.set("variables", variables);
        }
        block.putObject("limits")
                .put("seconds", run.limits().seconds())
                .put("memory_mb", Math.round(run.limits().memoryBytes() / MEGABYTE));
    }

    private static String label(Map<String, String> labels, String name) {
        return Objects.requireNonNull(labels.get(name));
    }

    private static Path system(CampaignPlan plan, Map<String, String> labels) {
        return plan.blocks().stream()
                .filter(block -> block.name().equals(labels.get("block")))
                .flatMap(block -> block.systems().stream())
                .filter(path -> {
                    String name = String.valueOf(path.getFileName());
                    String bare = name.endsWith(".in") ? name.substring(0, name.length() - 3) : name;
                    return bare.equals(labels.get("system"));
                })
                .findFirst()
                .orElseThrow();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String text(ObjectNode root) {
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always YAML", e);
        }
    }
}
