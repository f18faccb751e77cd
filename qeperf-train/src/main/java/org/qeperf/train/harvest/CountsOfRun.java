package org.qeperf.train.harvest;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Counts;
import org.qeperf.features.counts.LabelledAtoms;
import org.qeperf.features.harvest.RunContents;
import org.qeperf.features.harvest.RunFiles;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.train.data.RunCounts;

/**
 * What the input beside an output adds to a record.
 *
 * @param counts the exact counts, or why there are none
 * @param system the reduced chemical formula
 * @param calculation kind of calculation, where the input is the one that made the output
 * @param inputSha256 digest of the input
 */
record CountsOfRun(
        RunCounts counts, Optional<String> system, Optional<String> calculation, Optional<String> inputSha256) {

    private static final QeVersion OLDEST = new QeVersion(6, 0);

    /** Reads the input and compares its counts with what pw.x printed. */
    static CountsOfRun of(
            Optional<RunInput> input, Optional<String> version, RunContents printed, List<RunFiles.LabelCount> labels) {
        Optional<String> system = formula(labels);
        if (input.isEmpty()) {
            return new CountsOfRun(
                    RunCounts.missing("no input beside the output"), system, Optional.empty(), Optional.empty());
        }
        Optional<String> digest;
        try {
            digest = Optional.of(Digest.sha256(input.get().bytes()));
        } catch (UncheckedIOException e) {
            return new CountsOfRun(
                    RunCounts.missing("the input beside the output cannot be read"),
                    system,
                    Optional.empty(),
                    Optional.empty());
        }
        Optional<QeVersion> rules = rules(version);
        if (rules.isEmpty()) {
            String what = version.map(v -> "unknown version " + InputException.quote(v) + " of pw.x")
                    .orElse("the output does not tell the version of pw.x");
            return new CountsOfRun(
                    RunCounts.missing(what), system.or(() -> formula(input.get())), Optional.empty(), digest);
        }
        return count(input.get(), rules.get(), isKnown(version), printed, system, digest);
    }

    private static CountsOfRun count(
            RunInput input,
            QeVersion rules,
            boolean knownVersion,
            RunContents printed,
            Optional<String> system,
            Optional<String> digest) {
        Optional<String> formula = system;
        Optional<String> calculation = Optional.empty();
        RunCounts counts;
        try {
            PwInput read = input.parse(rules);
            formula = system.or(() -> Optional.of(LabelledAtoms.of(read).reducedFormula()));
            calculation = Optional.of(
                    read.calculation().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            Counts ours = input.read(rules).counts();
            List<String> differences = PrintedCounts.differences(ours, printed);
            if (!differences.isEmpty()) {
                calculation = Optional.empty();
                counts = RunCounts.missing(String.join("; ", differences));
            } else if (!knownVersion && !PrintedCounts.isConclusive(printed)) {
                counts =
                        RunCounts.missing("too few counts are printed to tell whether the rules of " + rules + " hold");
            } else {
                counts = RunCounts.of(ours);
            }
        } catch (InputException e) {
            counts = RunCounts.missing(relative(e));
        } catch (QePerfException | UncheckedIOException e) {
            counts = RunCounts.missing(String.valueOf(e.getMessage()));
        }
        return new CountsOfRun(counts, formula, calculation, digest);
    }

    /** The message without the folder that the file lies in, and without what was expected. */
    private static String relative(InputException e) {
        String source = e.location().source();
        String message = String.valueOf(e.getMessage());
        String problem = message.substring(
                source.length(), message.length() - e.expected().length());
        return source.substring(source.lastIndexOf('/') + 1) + problem.replaceFirst("; expected $", "");
    }

    /** The rules of the release, or of the nearest one that is known. */
    private static Optional<QeVersion> rules(Optional<String> version) {
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Optional<QeVersion> known = QeVersion.find(version.get());
        if (known.isPresent()) {
            return known;
        }
        String text = version.get();
        boolean number = text.length() >= 3 && Character.isDigit(text.charAt(0)) && text.charAt(1) == '.';
        if (!number) {
            return Optional.empty();
        }
        return Optional.of(text.charAt(0) < '6' ? OLDEST : QeVersion.NEWEST);
    }

    private static boolean isKnown(Optional<String> version) {
        return version.flatMap(QeVersion::find).isPresent();
    }

    /** The formula of an input; nothing where it cannot be read. */
    private static Optional<String> formula(RunInput input) {
        try {
            return Optional.of(LabelledAtoms.of(input.parse(QeVersion.NEWEST)).reducedFormula());
        } catch (InputException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The formula of printed atoms; nothing where none are printed. */
    private static Optional<String> formula(List<RunFiles.LabelCount> labels) {
        Map<String, Integer> atoms = new TreeMap<>();
        labels.forEach(label -> atoms.merge(label.label(), label.atoms(), Integer::sum));
        return atoms.isEmpty() ? Optional.empty() : Optional.of(new LabelledAtoms(atoms).reducedFormula());
    }
}
