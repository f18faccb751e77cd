package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;

/**
 * What was found in a script.
 *
 * @param script what it says
 * @param destination where the job goes, where that is known
 * @param forecast what to expect of the run as the script asks for it, where its input could be read and its machine is known
 * @param improvements faster layouts on the same resources, those that change least first, each better than those before
 * @param findings what its owner should know, what stops first
 */
public record ScriptReport(
        ReadScript script,
        Optional<Destination> destination,
        Optional<RunForecast> forecast,
        List<Improvement> improvements,
        List<Finding> findings) {

    /** Copies the lists. */
    public ScriptReport {
        improvements = List.copyOf(improvements);
        findings = List.copyOf(findings);
    }

    /**
     * Whether the job would not start or its program stop.
     *
     * @return whether a finding says so
     */
    public boolean stops() {
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.STOPS);
    }
}
