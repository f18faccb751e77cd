package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.stream.Stream;

/** Directives of a job's script, which are quoted as its batch system wants them. */
final class Directives {

    /** Those that AiiDA has no option for. */
    private static final List<String> BESIDES = List.of(
            "#SBATCH --constraint=",
            "#SBATCH --gpus-per-node=",
            "#SBATCH --mem=0",
            "#SBATCH --exclusive",
            "#PBS -l place=scatter:excl");

    private Directives() {}

    static List<String> besides(PlannedJob planned) {
        return lines(planned)
                .filter(line -> BESIDES.stream().anyMatch(line::startsWith))
                .toList();
    }

    /** What follows the beginning of a directive that each script has. */
    static String value(PlannedJob planned, String beginning) {
        return lines(planned)
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> lines(PlannedJob planned) {
        return planned.script().lines();
    }
}
