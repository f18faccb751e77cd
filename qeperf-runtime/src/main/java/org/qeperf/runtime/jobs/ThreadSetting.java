package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Scheduler;

/**
 * How a script sets the number of threads.
 *
 * @param word where it sets {@value #VARIABLE}; empty where it does not
 * @param threads the number, where it is set
 */
record ThreadSetting(Optional<ScriptToken> word, OptionalInt threads) {

    static final String VARIABLE = "OMP_NUM_THREADS";

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
            String other = script.job().environment().getOrDefault(VARIABLE, "");
            boolean number =
                    !other.isEmpty() && other.length() < 6 && other.chars().allMatch(c -> c >= '0' && c <= '9');
            int threads = number ? Integer.parseInt(other) : cores;
            return new ThreadSetting(found, OptionalInt.of(Math.max(1, threads)));
        }
        boolean told = script.scheduler() == Scheduler.PBS
                && script.lines().stream().anyMatch(line -> line.startsWith("#PBS") && line.contains("ompthreads="));
        return new ThreadSetting(found, told ? OptionalInt.of(cores) : OptionalInt.empty());
    }

    boolean isSet() {
        return threads.isPresent();
    }
}
