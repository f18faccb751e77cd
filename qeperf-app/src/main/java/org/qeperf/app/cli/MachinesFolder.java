package org.qeperf.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.qeperf.runtime.catalogue.Clusters;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Where a user's own machine files are. */
final class MachinesFolder {

    private static final String VARIABLE = "QEPERF_MACHINES";
    private static final String OWN = "qeperf/machines";

    @Option(
            names = "--machines",
            paramLabel = "DIR",
            description = {
                "folder of your own machine files and measured records, which win over those that ship",
                "(default: $" + VARIABLE + ", or $XDG_CONFIG_HOME/" + OWN + " or ~/.config/" + OWN + " where it exists)"
            })
    private Optional<Path> folder = Optional.empty();

    Clusters clusters() {
        return folder.or(() -> fromEnvironment(System.getenv(), Path.of(System.getProperty("user.home"))))
                .map(Clusters.shipped()::with)
                .orElseGet(Clusters::shipped);
    }

    /** Says which files of the folder are no machines. */
    static void warn(Clusters clusters, CommandLine command) {
        clusters.problems().forEach(problem -> command.getErr().println("warning: " + problem.getMessage()));
    }

    /** An empty variable is one that is not set, and a relative XDG_CONFIG_HOME does not count (XDG Base Directory Specification). */
    static Optional<Path> fromEnvironment(Map<String, String> environment, Path home) {
        String told = environment.getOrDefault(VARIABLE, "");
        if (!told.isEmpty()) {
            return Optional.of(Path.of(told));
        }
        Path configured = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        Path own = (configured.isAbsolute() ? configured : home.resolve(".config")).resolve(OWN);
        return Files.isDirectory(own) ? Optional.of(own) : Optional.empty();
    }
}
