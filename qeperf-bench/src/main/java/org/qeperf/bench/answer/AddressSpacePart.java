package org.qeperf.bench.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.qeperf.bench.answer.Table.Column;
import org.qeperf.bench.answer.Table.Row;
import org.qeperf.train.data.RunRecord;

/**
 * Runs of the set whose address space was limited: to 420 or 560 MB in two of its blocks, all of whose runs failed, to 8,000 MB
 * in the others. So the limit alone tells which failed; what can be asked is whether a prediction says so of each.
 */
final class AddressSpacePart {

    /** What pw.x maps anyway, libraries and buffers of MPI for the most part. */
    private static final double MAPPED = 350 * MemoryPart.MEGABYTE;

    private static final double USUAL_LIMIT = 8000 * MemoryPart.MEGABYTE;

    private static final Map<String, Double> LIMITS =
            Map.of("out-of-memory", 420 * MemoryPart.MEGABYTE, "out-of-memory-later", 560 * MemoryPart.MEGABYTE);

    private AddressSpacePart() {}

    static Table table(Material material) {
        List<RunRecord> runs = material.runs().runs().stream()
                .filter(run -> run.counts().known().isPresent()
                        && run.place().nearestLayout().isPresent())
                .toList();
        List<Row> rows = new ArrayList<>();
        LIMITS.keySet().stream().sorted().forEach(block -> rows.add(row(material, block, in(runs, block))));
        rows.add(row(
                material,
                "all others",
                runs.stream().filter(run -> !LIMITS.containsKey(block(run))).toList()));
        return new Table(
                "Out of memory: address space limited",
                "block of the plan",
                List.of(
                        Column.count("runs"),
                        Column.count("out of memory"),
                        Column.count("estimate alone exceeds the limit"),
                        Column.count("estimate and 350 MB exceed it")),
                rows);
    }

    private static List<RunRecord> in(List<RunRecord> runs, String block) {
        return runs.stream().filter(run -> block(run).equals(block)).toList();
    }

    private static String block(RunRecord run) {
        return run.labels().getOrDefault("block", "");
    }

    private static Row row(Material material, String name, List<RunRecord> runs) {
        double limit = LIMITS.getOrDefault(name, USUAL_LIMIT);
        return new Row(
                name,
                runs.size(),
                runs.stream()
                        .filter(run -> run.outcome().key().equals("out_of_memory"))
                        .count(),
                runs.stream()
                        .filter(run -> MemoryPart.estimate(material, run) > limit)
                        .count(),
                runs.stream()
                        .filter(run -> MemoryPart.estimate(material, run) + MAPPED > limit)
                        .count());
    }
}
