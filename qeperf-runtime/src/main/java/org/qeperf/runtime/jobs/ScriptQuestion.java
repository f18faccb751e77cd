package org.qeperf.runtime.jobs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.qeperf.runtime.catalogue.Cluster;

/**
 * How a script is to be looked at.
 *
 * @param source what to call the script in messages
 * @param folder where the job starts: relative file names of the script are looked for there
 * @param machine where the job goes; empty for what the script tells
 * @param pseudoDirectories folders to look for pseudopotentials in first
 * @param codeVersion release of the program; empty for the newest one known
 */
public record ScriptQuestion(
        String source,
        Path folder,
        Optional<Cluster> machine,
        List<Path> pseudoDirectories,
        Optional<String> codeVersion) {

    /** Copies the list. */
    public ScriptQuestion {
        pseudoDirectories = List.copyOf(pseudoDirectories);
    }

    /**
     * A script that tells its machine, in its own folder.
     *
     * @param script the script
     * @return the question
     */
    public static ScriptQuestion of(Path script) {
        Path folder = script.toAbsolutePath().getParent();
        return new ScriptQuestion(
                script.toString(),
                folder == null ? Path.of("") : folder,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /**
     * The same for a machine.
     *
     * @param cluster the machine
     * @return the question
     */
    public ScriptQuestion on(Cluster cluster) {
        return new ScriptQuestion(source, folder, Optional.of(cluster), pseudoDirectories, codeVersion);
    }
}
