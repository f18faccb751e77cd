package org.qeperf.runtime.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the directives of a script. Slurm and PBS read them up to the first command ({@code src/sbatch/opt.c} of Slurm,
 * {@code src/lib/Libcmds/check_job_script.c} of OpenPBS), LSF and Grid Engine in the whole script.
 */
final class DirectiveScan {

    private final ScriptNotes notes;
    private final List<Directive> directives = new ArrayList<>();
    private Optional<Scheduler> scheduler = Optional.empty();
    private int firstLine;

    DirectiveScan(ScriptNotes notes) {
        this.notes = notes;
        boolean commandSeen = false;
        boolean commandSeenByPbs = false;
        for (int line = 1; line <= notes.lines.size(); line++) {
            String text = notes.lines.get(line - 1);
            Optional<Scheduler> found = mark(text);
            if (found.isPresent()) {
                line = add(found.get(), line, found.get() == Scheduler.PBS ? commandSeenByPbs : commandSeen);
            } else {
                String bare = text.strip();
                boolean command = !bare.isEmpty() && bare.charAt(0) != '#';
                commandSeen |= command;
                commandSeenByPbs |= command && text.charAt(0) != ':';
            }
        }
    }

    /** Takes a directive, and tells the number of its last line. */
    private int add(Scheduler found, int line, boolean commandSeen) {
        String text = notes.lines.get(line - 1);
        boolean early = found == Scheduler.SLURM || found == Scheduler.PBS;
        if (early && commandSeen) {
            notes.warn(line, 1, "a directive after the first command, which the batch system does not read");
            return line;
        }
        if (scheduler.isEmpty()) {
            scheduler = Optional.of(found);
            firstLine = line;
        } else if (scheduler.get() != found) {
            throw notes.error(
                    line,
                    1,
                    "",
                    "the script has directives of " + found + ", and in line " + firstLine + " of " + scheduler.get(),
                    "those of one batch system");
        }
        int from = text.indexOf('#') + found.mark().length();
        DirectiveWords words = new DirectiveWords(notes, line, from, found);
        directives.addAll(words.read());
        return words.lastLine();
    }

    private static Optional<Scheduler> mark(String text) {
        if (text.startsWith(Scheduler.SLURM.mark())) {
            return Optional.of(Scheduler.SLURM);
        }
        String bare = text.stripLeading();
        if (bare.startsWith(Scheduler.PBS.mark())) {
            return Optional.of(Scheduler.PBS);
        }
        if (bare.startsWith(Scheduler.LSF.mark())) {
            return Optional.of(Scheduler.LSF);
        }
        boolean gridEngine = text.startsWith(Scheduler.SGE.mark())
                && text.substring(2).stripLeading().startsWith("-");
        return gridEngine ? Optional.of(Scheduler.SGE) : Optional.empty();
    }

    /** The batch system of the directives. */
    Scheduler scheduler() {
        return scheduler.orElseThrow(() -> notes.error(
                1, 1, "", "the script has no directives", "lines that begin with #SBATCH, #PBS, #BSUB or #$"));
    }

    /** Numbers of their lines. */
    List<Integer> lines() {
        return directives.stream().map(Directive::line).toList();
    }

    /** What they ask for. */
    Asked asked() {
        Asked asked = new Asked(notes);
        DirectiveReader reader = switch (scheduler()) {
            case SLURM -> new SlurmReader(asked);
            case PBS -> new PbsReader(asked);
            case LSF -> new LsfReader(asked);
            case SGE -> new SgeReader(asked);
        };
        directives.forEach(reader::read);
        return asked;
    }
}
