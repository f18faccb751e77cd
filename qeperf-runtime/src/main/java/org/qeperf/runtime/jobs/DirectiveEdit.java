package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Scheduler;

/** Changes the directives of a script to those of another job: single values where that is enough. */
final class DirectiveEdit {

    private static final List<Part> PARTS = List.of(
            Part.PARTITION,
            Part.QOS,
            Part.CONSTRAINT,
            Part.NODES,
            Part.TASKS,
            Part.CPUS,
            Part.GPUS,
            Part.MEMORY,
            Part.EXCLUSIVE,
            Part.TIME);

    private final ReadScript old;
    private final Job wanted;
    private final Scheduler scheduler;
    private final EditedLines lines;
    private final List<Integer> directives = new ArrayList<>();

    DirectiveEdit(ReadScript old, Job wanted, Scheduler scheduler, EditedLines lines) {
        this.old = old;
        this.wanted = wanted;
        this.scheduler = scheduler;
        this.lines = lines;
        String mark = DirectiveSlot.mark(old.scheduler());
        for (int line = 1; line <= lines.size() && !isCommand(lines.get(line)); line++) {
            if (lines.get(line).startsWith(mark)) {
                directives.add(line);
            }
        }
    }

    private static boolean isCommand(String line) {
        return !line.isBlank() && !line.stripLeading().startsWith("#");
    }

    /** The line behind the last directive. */
    int behind() {
        return directives.isEmpty() ? 2 : directives.get(directives.size() - 1) + 1;
    }

    /** Single values: those that differ between the two jobs. */
    void values() {
        for (DirectiveSlot slot : DirectiveSlot.of(scheduler)) {
            Optional<String> before = slot.value().apply(old.job());
            Optional<String> after = slot.value().apply(wanted);
            if (!before.equals(after)) {
                value(slot, after);
            }
        }
        generated().stream().filter(this::isNew).forEach(line -> lines.insertBefore(behind(), List.of(line)));
    }

    private void value(DirectiveSlot slot, Optional<String> value) {
        for (int line : directives) {
            String text = lines.get(line);
            int at = slot.find(text);
            if (at >= 0) {
                int from = slot.valueStart(text, at);
                int to = slot.valueEnd(text, from);
                if (value.isPresent()) {
                    lines.splice(line, from, to, value.get());
                } else if (text.substring(0, at).strip().equals(DirectiveSlot.mark(scheduler))
                        && text.substring(to).isBlank()) {
                    lines.delete(line);
                } else {
                    lines.splice(line, at, to, "");
                }
            }
        }
    }

    /** Whether no directive of the script says what this line says, though the job does. */
    private boolean isNew(String generated) {
        for (DirectiveSlot slot : DirectiveSlot.of(scheduler)) {
            int at = slot.find(generated);
            if (at >= 0
                    && slot.value().apply(old.job()).isEmpty()
                    && slot.value().apply(wanted).isPresent()) {
                return directives.stream().noneMatch(line -> slot.find(lines.get(line)) >= 0);
            }
        }
        return false;
    }

    private List<String> generated() {
        String mark = DirectiveSlot.mark(scheduler);
        return BatchScript.write(wanted, scheduler)
                .lines()
                .filter(line -> line.startsWith(mark))
                .toList();
    }

    /** Whole lines: those that say something of the resources and the queue. */
    void wholeLines() {
        Set<Integer> replaced = new TreeSet<>();
        for (Part part : PARTS) {
            old.lineOf(part).filter(directives::contains).ifPresent(replaced::add);
        }
        for (int line : replaced) {
            if (old.warnings().stream().anyMatch(warning -> warning.location().line() == line)) {
                throw new QePerfException("line " + line
                        + " of the script says more than this program understands, and cannot be changed;"
                        + " say the same in lines of their own, or write the script anew with 'qeperf script'");
            }
            lines.delete(line);
        }
        lines.insertBefore(replaced.isEmpty() ? behind() : replaced.iterator().next(), resources());
    }

    /** The lines of the wanted job that say something of the resources and the queue. */
    private List<String> resources() {
        String script = BatchScript.write(wanted, scheduler);
        ReadScript read = BatchScript.read(script, "script");
        String mark = DirectiveSlot.mark(scheduler);
        return PARTS.stream()
                .map(part -> read.lineOf(part).orElse(0))
                .filter(line -> line > 0)
                .distinct()
                .sorted()
                .map(line -> read.lines().get(line - 1))
                .filter(line -> line.startsWith(mark))
                .toList();
    }

    /** All directives anew, for another batch system; what was not understood stays as a comment. */
    void rewrite() {
        int first = directives.isEmpty() ? behind() : directives.get(0);
        for (int line : directives) {
            if (old.warnings().stream().anyMatch(warning -> warning.location().line() == line)) {
                lines.set(line, "# not taken over: " + lines.get(line));
            } else {
                lines.delete(line);
            }
        }
        lines.insertBefore(first, generated());
    }

    /** Whether a script asks for what it should. */
    static boolean says(ReadScript script, Job wanted, Scheduler scheduler) {
        List<DirectiveSlot> slots = DirectiveSlot.of(scheduler);
        return script.scheduler() == scheduler
                && script.job().queue().equals(wanted.queue())
                && slots.stream()
                        .allMatch(slot -> Objects.equals(
                                slot.value().apply(script.job()), slot.value().apply(wanted)));
    }
}
