package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.batch.ScriptCommand;
import org.qeperf.runtime.batch.ScriptCommand.Kind;
import org.qeperf.runtime.batch.ScriptCommand.Word;

/**
 * How a script sets the number of threads.
 *
 * @param word where it sets {@value #VARIABLE}; empty where it does not
 * @param threads the number, where it is set
 */
record ThreadSetting(Optional<Word> word, OptionalInt threads) {

    static final String VARIABLE = "OMP_NUM_THREADS";

    static ThreadSetting of(ReadScript script, List<ScriptCommand> commands) {
        Optional<Word> found = Optional.empty();
        for (ScriptCommand command : commands) {
            for (Word word : command.words()) {
                if (word.kind() == Kind.WORD && word.text().startsWith(VARIABLE + "=")) {
                    found = Optional.of(word);
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
