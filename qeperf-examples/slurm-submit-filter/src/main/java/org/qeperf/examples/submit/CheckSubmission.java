package org.qeperf.examples.submit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.jobs.Finding;
import org.qeperf.runtime.jobs.ScriptCheck;
import org.qeperf.runtime.jobs.ScriptQuestion;
import org.qeperf.runtime.jobs.ScriptReport;

/**
 * Tells what is impossible or wasteful in a job that is about to be submitted, a line for each finding and nothing else.
 *
 * <p>{@code CheckSubmission MACHINES MACHINE FOLDER SCRIPT [OPTION...]}: a folder of machine files, the machine's name, where the
 * job starts, the script, and what the user gave to {@code sbatch}, which counts more than the script's directives.
 */
public final class CheckSubmission {

    private static final int FAILED = 1;
    private static final int STOPS = 2;
    private static final int OPTIONS = 4;

    private CheckSubmission() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** What the process ends with: 0, 2 if the job would not start or pw.x stop, 1 if nothing can be told. */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.size() < OPTIONS) {
            err.println("expected MACHINES MACHINE FOLDER SCRIPT [OPTION...]");
            return FAILED;
        }
        try {
            Clusters clusters = Clusters.shipped().with(Path.of(arguments.get(0)));
            Cluster machine = clusters.find(arguments.get(1));
            Path script = Path.of(arguments.get(3));
            ScriptQuestion question = new ScriptQuestion(
                    arguments.get(3), Path.of(arguments.get(2)), Optional.of(machine), List.of(), Optional.empty());
            Submitted submitted = Submitted.of(
                    Files.readString(script, StandardCharsets.UTF_8), arguments.subList(OPTIONS, arguments.size()));
            ScriptReport report = new ScriptCheck(clusters).check(submitted.text(), question);
            report.findings().stream()
                    .filter(CheckSubmission::isWorthALine)
                    .forEach(finding -> out.println(place(finding, submitted) + finding));
            return report.stops() ? STOPS : 0;
        } catch (IOException e) {
            err.println(arguments.get(3) + ": cannot be read");
            return FAILED;
        } catch (QePerfException e) {
            err.println(e.getMessage());
            return FAILED;
        }
    }

    /** Hints and old modules are for {@code qeperf script check}: who submits wants to know what is lost. */
    private static boolean isWorthALine(Finding finding) {
        return finding.severity() == Finding.Severity.STOPS || finding.severity() == Finding.Severity.WASTES;
    }

    private static String place(Finding finding, Submitted submitted) {
        String word = finding.severity() == Finding.Severity.STOPS ? "this job would fail" : "this job would waste";
        return finding.line().isEmpty()
                ? word + ": "
                : word + ", line " + submitted.line(finding.line().getAsInt()) + ": ";
    }

    /**
     * A script with the user's options among its directives, where the later of two counts.
     *
     * @param text the script
     * @param added after which line one was added; 0 for none
     */
    private record Submitted(String text, int added) {

        static Submitted of(String script, List<String> options) {
            String[] lines = script.split("\n", -1);
            int last = lastDirective(lines);
            String given = options.stream()
                    .filter(option -> !isAskedBy(Arrays.asList(lines).subList(0, last + 1), option))
                    .collect(Collectors.joining(" "));
            if (given.isEmpty()) {
                return new Submitted(script, 0);
            }
            if (last < 0) {
                int after = Math.min(1, lines.length - 1);
                lines[after] = "#SBATCH " + given + "\n" + lines[after];
                return new Submitted(String.join("\n", lines), after);
            }
            int comment = lines[last].indexOf(" #");
            lines[last] = (comment < 0 ? lines[last] : lines[last].substring(0, comment)) + " " + given;
            return new Submitted(String.join("\n", lines), 0);
        }

        /** Directives stand before the first command. */
        private static int lastDirective(String[] lines) {
            int commands = 0;
            while (commands < lines.length
                    && (lines[commands].isBlank()
                            || lines[commands].stripLeading().startsWith("#"))) {
                commands++;
            }
            return Arrays.stream(lines, 0, commands)
                    .map(line -> line.startsWith("#SBATCH"))
                    .toList()
                    .lastIndexOf(true);
        }

        /** Whether the last directive for the same says so already. */
        private static boolean isAskedBy(List<String> directives, String option) {
            String name = option.substring(0, option.indexOf('=') + 1);
            return directives.stream()
                    .filter(line -> line.startsWith("#SBATCH"))
                    .flatMap(line -> Arrays.stream(line.split("\\s+")))
                    .filter(word -> word.startsWith(name))
                    .reduce((first, second) -> second)
                    .filter(option::equals)
                    .isPresent();
        }

        /** The line as the user wrote it. */
        int line(int read) {
            return added > 0 && read > added ? read - 1 : read;
        }
    }
}
