package org.qeperf.train.campaign;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.input.QeVersion;

/**
 * What to run, as written in a YAML file. Immutable.
 *
 * @param name name of the campaign, a file name
 * @param seed where all sampling and the order of the runs come from
 * @param machine where the runs are made
 * @param program the pw.x to run
 * @param launch how to start it, {@code {ranks}} standing for the number of ranks; empty for one rank without MPI
 * @param version the release that inputs are counted for
 * @param pseudopotentials where they come from
 * @param limits what a run may use
 * @param attempts how often a run may be made when it is disturbed, at least 1
 * @param blocks sets of runs
 */
public record CampaignPlan(
        String name,
        long seed,
        Machine machine,
        String program,
        String launch,
        QeVersion version,
        Pseudopotentials pseudopotentials,
        Limits limits,
        int attempts,
        List<Block> blocks) {

    /** Copies the list. */
    public CampaignPlan {
        blocks = List.copyOf(blocks);
    }

    /**
     * Reads a plan.
     *
     * @param file a YAML file; paths in it are relative to its folder
     * @return the plan
     * @throws InputException if something in it is wrong
     */
    public static CampaignPlan read(Path file) {
        return new CampaignPlanReader(file).plan();
    }

    /**
     * Where pseudopotentials come from.
     *
     * @param directories folders of files
     * @param gth a table of GTH pseudopotentials as CP2K ships it, from which files {@code Na.GTH-PADE-q1.gth} are made
     */
    public record Pseudopotentials(List<Path> directories, Optional<Path> gth) {
        /** Copies the list. */
        public Pseudopotentials {
            directories = List.copyOf(directories);
        }
    }

    /**
     * What a run may use.
     *
     * @param seconds wall time of an attempt
     * @param memoryBytes address space of each process
     */
    public record Limits(double seconds, long memoryBytes) {}

    /**
     * A set of runs: for each system, all or some combinations of the rest.
     *
     * @param name its name
     * @param systems complete inputs of pw.x
     * @param cutoffs cutoffs
     * @param kPoints samplings of the Brillouin zone
     * @param cells supercells
     * @param layouts layouts
     * @param variables other variables of pw.x, each with its values
     * @param sampling which combinations
     * @param work limits of {@code work_total}, flop per rank and iteration; combinations outside are left out
     * @param repeats how often each combination is run
     * @param limits what a run may use
     * @param killAfterSeconds when to kill the run, as a failing node would
     */
    public record Block(
            String name,
            List<Path> systems,
            List<Cutoff> cutoffs,
            List<KPointChoice> kPoints,
            List<Supercell> cells,
            List<RunLayout> layouts,
            Map<String, List<String>> variables,
            Sampling sampling,
            Optional<WorkRange> work,
            int repeats,
            Limits limits,
            OptionalDouble killAfterSeconds) {
        /** Copies the collections. */
        public Block {
            systems = List.copyOf(systems);
            cutoffs = List.copyOf(cutoffs);
            kPoints = List.copyOf(kPoints);
            cells = List.copyOf(cells);
            layouts = List.copyOf(layouts);
            variables = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }
    }

    /**
     * A range of work.
     *
     * @param least flop per rank and iteration
     * @param most flop per rank and iteration
     */
    public record WorkRange(double least, double most) {
        boolean contains(double work) {
            return work >= least && work <= most;
        }
    }
}
