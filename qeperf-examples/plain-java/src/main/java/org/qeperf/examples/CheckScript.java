package org.qeperf.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.jobs.ScriptCheck;
import org.qeperf.runtime.jobs.ScriptQuestion;
import org.qeperf.runtime.jobs.ScriptReport;

/** What is wrong with a batch script for a machine: {@code CheckScript silicon/si.sh lumi-c}. */
final class CheckScript {

    private CheckScript() {}

    public static void main(String[] arguments) throws IOException {
        Path script = Path.of(arguments[0]);
        // tag::sample[]
        Clusters clusters = Clusters.shipped();
        ScriptQuestion question = ScriptQuestion.of(script).on(clusters.find(arguments[1]));
        ScriptReport report = new ScriptCheck(clusters).check(Files.readString(script), question);
        report.findings().forEach(finding -> System.out.println(finding.severity() + ": " + finding));
        // end::sample[]
    }
}
