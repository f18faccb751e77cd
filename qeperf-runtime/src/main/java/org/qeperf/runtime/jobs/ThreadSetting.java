package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Scheduler;

/**
 * How a script sets the number of threads.
 *
 * @param word where it sets {@value #VARIABLE}; empty where it does not
 * @param threads the number, where it is told or follows from what the job asks for
 */
record ThreadSetting(Optional<ScriptToken> word, OptionalInt threads) {

    static final String VARIABLE = "OMP_NUM_THREADS";

    /** Variables of batch systems with the cores of a task. */
    private static final Set<String> CORES_OF_A_TASK = Set.of("SLURM_CPUS_PER_TASK", "SRUN_CPUS_PER_TASK");

    static ThreadSetting of(ReadScript script, List<List<ScriptToken>> commands) {
        Optional<ScriptToken> found = Optional.empty();
        for (List<ScriptToken> command : commands) {
            for (ScriptToken token : command) {
                if (token.isWord() && token.text().startsWith(VARIABLE + "=")) {
                    found = Optional.of(token);
                }
            }
        }
        int cores = script.job().resources().cpusPerTask();
        if (found.isPresent()) {
            String value = found.get().text().substring(VARIABLE.length() + 1);
            return new ThreadSetting(found, threads(value, cores));
        }
        boolean told = script.scheduler() == Scheduler.PBS
                && script.lines().stream().anyMatch(line -> line.startsWith("#PBS") && line.contains("ompthreads="));
        return new ThreadSetting(found, told ? OptionalInt.of(cores) : OptionalInt.empty());
    }

    private static OptionalInt threads(String value, int cores) {
        if (value.startsWith("$")) {
            String inside = value.replace("{", "").replace("}", "").substring(1);
            int otherwise = inside.indexOf(':');
            String name = otherwise < 0 ? inside : inside.substring(0, otherwise);
            return CORES_OF_A_TASK.contains(name) ? OptionalInt.of(cores) : OptionalInt.empty();
        }
        boolean number = !value.isEmpty() && value.length() < 6 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        int threads = number ? Integer.parseInt(value) : 0;
        return threads > 0 ? OptionalInt.of(threads) : OptionalInt.empty();
    }

    boolean isSet() {
        return word.isPresent() || threads.isPresent();
    }
}
