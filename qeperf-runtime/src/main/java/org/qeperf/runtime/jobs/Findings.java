package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.jobs.Finding.Severity;

/** Collects what is found in a script. */
final class Findings {

    private final ReadScript script;
    private final List<Finding> all = new ArrayList<>();

    Findings(ReadScript script) {
        this.script = script;
    }

    void add(OptionalInt line, Severity severity, String rule, String found, String expected, String advice) {
        all.add(new Finding(line, severity, rule, found, expected, advice));
    }

    /** At the place of a part, or that of the script as a whole where it is not said. */
    void add(ReadScript.Part part, Severity severity, String rule, String found, String expected, String advice) {
        add(line(part), severity, rule, found, expected, advice);
    }

    private OptionalInt line(ReadScript.Part part) {
        Optional<Integer> line = script.lineOf(part);
        return line.isPresent() ? OptionalInt.of(line.get()) : OptionalInt.empty();
    }

    /** Those that stop first, then by line. */
    List<Finding> sorted() {
        return all.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .thenComparingInt(finding -> finding.line().orElse(0)))
                .toList();
    }
}
