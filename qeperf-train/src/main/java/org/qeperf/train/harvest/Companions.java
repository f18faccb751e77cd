package org.qeperf.train.harvest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.features.harvest.PwOutputReader;
import org.qeperf.features.harvest.RunEnd;
import org.qeperf.features.harvest.RunMessages;

/**
 * The files beside an output in which the system may tell how its run ended: of the same stem with another ending, and, where
 * the folder holds a single output, standard errors, logs of batch systems and {@code CRASH}.
 */
final class Companions {

    private static final Pattern SLURM = Pattern.compile("slurm-(\\d+(?:_\\d+)?)\\.(?:out|err)(?:\\.gz)?");
    private static final Pattern BATCH = Pattern.compile(".*\\.[oe]\\d+");

    private Companions() {}

    /** The message of all these files that tells most. */
    static Optional<Ending.Told> read(Path output, RunTree.Folder folder, Function<Path, String> below)
            throws IOException {
        Optional<Ending.Told> strongest = Optional.empty();
        boolean alone = folder.outputs().size() == 1;
        for (Path file : folder.others()) {
            if (isCompanion(output, file, alone)) {
                try (InputStream in = PwOutputReader.open(file)) {
                    Optional<RunEnd> end = RunMessages.read(file.toString(), in);
                    if (end.isPresent() && isStronger(end.get(), strongest)) {
                        strongest = Optional.of(new Ending.Told(below.apply(file), end.get()));
                    }
                }
            }
        }
        return strongest;
    }

    private static boolean isStronger(RunEnd end, Optional<Ending.Told> before) {
        return before.isEmpty() || end.outcome().compareTo(before.get().end().outcome()) < 0;
    }

    private static boolean isCompanion(Path output, Path file, boolean alone) {
        String name = RunTree.name(file);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean error = lower.endsWith(".err") || lower.endsWith(".stderr");
        if (error && InputFinder.stem(name).equals(InputFinder.stem(RunTree.name(output)))) {
            return true;
        }
        boolean log = error
                || lower.equals("stderr")
                || lower.equals("stdout")
                || name.equals("CRASH")
                || SLURM.matcher(name).matches()
                || BATCH.matcher(name).matches();
        return alone && log;
    }

    /** The id of the batch job, from the name of the output or of a log beside it. */
    static Optional<String> jobId(Path output, RunTree.Folder folder) {
        Matcher own = SLURM.matcher(RunTree.name(output));
        if (own.matches()) {
            return Optional.of(own.group(1));
        }
        if (folder.outputs().size() == 1) {
            for (Path file : folder.others()) {
                Matcher log = SLURM.matcher(RunTree.name(file));
                if (log.matches()) {
                    return Optional.of(log.group(1));
                }
            }
        }
        return Optional.empty();
    }
}
