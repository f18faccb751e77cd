package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
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
    private final List<Integer> directives;

    DirectiveEdit(ReadScript old, Job wanted, Scheduler scheduler, EditedLines lines) {
        this.old = old;
        this.wanted = wanted;
        this.scheduler = scheduler;
        this.lines = lines;
        this.directives = BatchScript.directives(lines.text(), "script");
        for (int line : directives) {
            if (old.scheduler() == Scheduler.PBS && lines.get(line).endsWith("\\")) {
                throw new QePerfException(
                        "line " + line + " of the script starts a directive that goes on; write it into one line");
            }
        }
    }

    /** The line behind the last directive, or the first command where there are directives behind it. */
    int behind() {
        int first = 1;
        while (first < lines.size() && !isCommand(lines.get(first))) {
            first++;
        }
        return Math.min(first, directives.get(directives.size() - 1) + 1);
    }

    private static boolean isCommand(String line) {
        return !line.isBlank() && !line.stripLeading().startsWith("#");
    }

    /** Single values: those that differ between the two jobs, or from what the directives ask for. Tells whether that is enough. */
    boolean values() {
        ReadScript alone = DirectivesAlone.of(old);
        Job said = alone.job();
        boolean ranksStand = sameRanks() && DirectivesAlone.giveCores(alone, wanted.resources());
        for (DirectiveSlot slot : DirectiveSlot.of(scheduler)) {
            Optional<String> after = slot.value().apply(wanted);
            boolean same = slot.value().apply(old.job()).equals(after)
                    && slot.value().apply(said).equals(after);
            if (!same && !(slot.ofRanks() && ranksStand)) {
                value(slot, after);
            }
        }
        return insertNew(ranksStand);
    }

    private boolean sameRanks() {
        Resources before = old.job().resources();
        Resources after = wanted.resources();
        return before.nodes() == after.nodes()
                && before.tasksPerNode() == after.tasksPerNode()
                && before.cpusPerTask() == after.cpusPerTask();
    }

    private void value(DirectiveSlot slot, Optional<String> value) {
        for (int line : directives) {
            for (DirectiveSlot.Place place : slot.in(lines.get(line), scheduler)) {
                if (value.isPresent()) {
                    lines.splice(line, place.valueFrom(), place.to(), value.get());
                } else {
                    lines.splice(line, place.from(), place.to(), "");
                    if (DirectiveWord.of(lines.get(line), scheduler).isEmpty()) {
                        lines.delete(line);
                    }
                }
            }
        }
    }

    /** Values that no directive holds and that the batch system does not take by itself; false where one holds them in another form. */
    private boolean insertNew(boolean ranksStand) {
        ReadScript alone = DirectivesAlone.of(BatchScript.read(lines.text(), "script"));
        List<DirectiveSlot> slots = DirectiveSlot.of(scheduler);
        List<DirectiveSlot> held = slots.stream()
                .filter(slot -> directives.stream().anyMatch(line -> holds(slot, lines.get(line))))
                .toList();
        List<DirectiveSlot> missing = slots.stream()
                .filter(slot -> !held.contains(slot) && !(slot.ofRanks() && ranksStand))
                .filter(slot -> slot.value().apply(wanted).isPresent())
                .filter(slot -> !says(slot, alone.job(), wanted))
                .toList();
        if (missing.isEmpty()) {
            return true;
        }
        List<String> news = generated(WrittenJob.resources(wanted, scheduler)).stream()
                .filter(line -> missing.stream().anyMatch(slot -> holds(slot, line)))
                .filter(line -> held.stream().noneMatch(slot -> holds(slot, line)))
                .toList();
        lines.insertBefore(behind(), news);
        boolean tasks = held.stream().anyMatch(slot -> slot.options().contains("-n"));
        return parts(news).stream().noneMatch(part -> alone.lineOf(part).isPresent() && !(tasks && part == Part.TASKS));
    }

    private static List<Part> parts(List<String> directives) {
        if (directives.isEmpty()) {
            return List.of();
        }
        ReadScript read = BatchScript.read(String.join("\n", directives) + "\nmpirun pw.x\n", "script");
        return PARTS.stream().filter(part -> read.lineOf(part).isPresent()).toList();
    }

    private boolean holds(DirectiveSlot slot, String line) {
        return !slot.in(line, scheduler).isEmpty();
    }

    private List<String> generated(List<String> script) {
        String mark = scheduler.mark();
        return script.stream().filter(line -> line.startsWith(mark)).toList();
    }

    /** Whole lines: those that say something of the resources and the queue. */
    boolean wholeLines() {
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
        return true;
    }

    /** The lines of the wanted job that say something of the resources and the queue. */
    private List<String> resources() {
        List<String> written = WrittenJob.resources(wanted, scheduler);
        ReadScript read = BatchScript.read(String.join("\n", written) + "\n", "script");
        return generated(PARTS.stream()
                .map(part -> read.lineOf(part).orElse(0))
                .filter(line -> line > 0)
                .distinct()
                .sorted()
                .map(line -> read.lines().get(line - 1))
                .toList());
    }

    /** All directives anew, for another batch system; what was not understood stays as a comment. */
    boolean rewrite() {
        int first = Math.min(directives.get(0), behind());
        for (int line : directives) {
            if (old.warnings().stream().anyMatch(warning -> warning.location().line() == line)) {
                lines.set(line, "# not taken over: " + lines.get(line));
            } else {
                lines.delete(line);
            }
        }
        lines.insertBefore(first, generated(WrittenJob.lines(wanted, scheduler)));
        return true;
    }

    /** Whether a script asks for what it should, and its directives by themselves too. */
    static boolean says(ReadScript script, Job wanted, Scheduler scheduler) {
        Resources has = script.job().resources();
        Resources should = wanted.resources();
        boolean same = script.scheduler() == scheduler
                && script.job().queue().equals(wanted.queue())
                && spread(has, scheduler).equals(spread(should, scheduler))
                && has.cpusPerTask() == should.cpusPerTask()
                && has.gpusPerNode() == should.gpusPerNode()
                && has.exclusive() == should.exclusive();
        if (!same) {
            return false;
        }
        ReadScript alone = DirectivesAlone.of(script);
        return DirectivesAlone.giveCores(alone, should)
                && DirectiveSlot.of(scheduler).stream()
                        .filter(slot -> !slot.ofRanks())
                        .allMatch(slot -> says(slot, script.job(), wanted) && says(slot, alone.job(), wanted));
    }

    /** Nodes and tasks on each; Grid Engine chooses the nodes by itself. */
    private static List<Long> spread(Resources resources, Scheduler scheduler) {
        long nodes = resources.nodes();
        return scheduler == Scheduler.SGE
                ? List.of(nodes * resources.tasksPerNode())
                : List.of(nodes, (long) resources.tasksPerNode());
    }

    private static boolean says(DirectiveSlot slot, Job job, Job wanted) {
        return slot.value().apply(job).equals(slot.value().apply(wanted));
    }
}
