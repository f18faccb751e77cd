package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.ScriptCommand;
import org.qeperf.runtime.jobs.Finding.Severity;

/**
 * Whether a script does more than one run, so that its wall time, memory and layout are not those of the run that is predicted.
 *
 * @param further lines that start pw.x again
 * @param conditional the line that starts pw.x in a loop, a condition or a list; empty where it does not
 * @param others lines that start another program with a launcher
 */
record RepeatedRuns(List<Integer> further, OptionalInt conditional, List<Integer> others) {

    private static final String ADVICE =
            "the time of one run is compared with the wall time; leave room for all, --update --apply changes neither"
                    + " time nor layout";

    static RepeatedRuns of(ReadScript script, List<ScriptCommand> commands) {
        List<PwCommand> runs = PwCommand.all(commands);
        int launch = script.lineOf(Part.COMMAND).orElse(0);
        boolean held = runs.isEmpty()
                && commands.stream()
                        .anyMatch(command -> command.conditional()
                                && command.words().stream().anyMatch(word -> word.line() == launch));
        OptionalInt conditional = runs.stream()
                .filter(PwCommand::conditional)
                .mapToInt(PwCommand::line)
                .findFirst();
        return new RepeatedRuns(
                runs.stream().skip(1).map(PwCommand::line).toList(),
                held ? OptionalInt.of(launch) : conditional,
                PwCommand.others(commands).stream()
                        .filter(line -> line != launch)
                        .toList());
    }

    /** Whether there is but one run. */
    boolean none() {
        return further.isEmpty() && conditional.isEmpty() && others.isEmpty();
    }

    void tell(Findings findings) {
        if (!further.isEmpty()) {
            add(
                    findings,
                    further.get(0),
                    "further-runs",
                    "the script starts pw.x " + (further.size() + 1) + " times, again in line " + list(further));
        }
        if (conditional.isPresent()) {
            add(
                    findings,
                    conditional.getAsInt(),
                    "repeated-run",
                    "the script starts pw.x in a loop, a condition or a list of commands");
        }
        if (!others.isEmpty()) {
            add(
                    findings,
                    others.get(0),
                    "further-programs",
                    "the script starts other programs too, in line " + list(others));
        }
    }

    private static void add(Findings findings, int line, String rule, String found) {
        findings.add(OptionalInt.of(line), Severity.HINT, rule, found, "one run", ADVICE);
    }

    private static String list(List<Integer> lines) {
        return lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
