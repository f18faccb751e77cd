package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ReadScript.Part;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.NodeType;
import org.qeperf.runtime.forecast.RunPredictor;

/** Renews a script: only lines that have to change do. */
final class ScriptRenewal {

    private final String text;
    private final String source;
    private final ReadScript old;
    private final ScriptUpdate update;

    ScriptRenewal(String text, String source, ReadScript old, ScriptUpdate update) {
        this.text = text;
        this.source = source;
        this.old = old;
        this.update = update;
    }

    /** What a job becomes. */
    record Wanted(Job job, Scheduler scheduler, Optional<Layout> layout) {}

    /** The script with another module block. */
    String modules(String script, ReadScript read, Optional<Cluster> cluster, Function<Cluster, NodeType> nodes) {
        Optional<ModuleBlock> before = read.job().modules();
        List<String> names = new ArrayList<>(before.map(ModuleBlock::software).orElse(List.of()));
        for (String name : update.remove()) {
            if (!names.remove(name)) {
                throw new QePerfException("the module block of the script does not name '" + name + "'; it names "
                        + (names.isEmpty() ? "nothing" : String.join(", ", names)));
            }
        }
        update.add().stream().filter(name -> !names.contains(name)).forEach(names::add);
        if (cluster.isEmpty() && (before.isPresent() || !names.isEmpty())) {
            throw new QePerfException("the machine of the script is not known; name it with --machine");
        }
        Optional<ModuleBlock> after =
                cluster.filter(c -> !names.isEmpty()).map(c -> SoftwareJobs.modules(c, nodes.apply(c), names));
        if (before.equals(after) || before.isEmpty() && after.isEmpty()) {
            return script;
        }
        EditedLines lines = new EditedLines(script);
        List<String> block = new ArrayList<>(after.map(BatchScript::lines).orElse(List.of()));
        if (before.isEmpty()) {
            block.add("");
            lines.insertBefore(firstCommand(lines), block);
            return lines.text();
        }
        int begin = read.lineOf(Part.MODULES_BEGIN).orElseThrow();
        int end = read.lineOf(Part.MODULES_END).orElseThrow();
        for (int line = begin; line <= end; line++) {
            lines.delete(line);
        }
        lines.insertBefore(begin, block);
        return lines.text();
    }

    private static int firstCommand(EditedLines lines) {
        return ScriptTokens.commands(lines.all()).get(0).get(0).line();
    }

    /** The same run on the same machine, as forecast and advice say. */
    Wanted applied(ScriptReport report, Workload run, RunPredictor predictor) {
        List<Improvement> better = report.improvements();
        Layout layout = better.isEmpty()
                ? report.forecast().orElseThrow().layout()
                : better.get(better.size() - 1).layout();
        Destination destination = report.destination().orElseThrow();
        PlannedJob planned = new JobPlanner(predictor).plan(run, layout, destination, options());
        Resources given = planned.job().resources();
        Resources asked = old.job().resources();
        boolean says = asked.memoryBytesPerNode().isPresent();
        Resources resources = new Resources(
                given.nodes(),
                given.tasksPerNode(),
                given.cpusPerTask(),
                asked.gpusPerNode(),
                says ? memory(planned) : OptionalLong.empty(),
                asked.exclusive(),
                given.seconds());
        Job job =
                job(old.job().queue(), resources, old.job().command(), old.job().modules());
        return new Wanted(job, old.scheduler(), Optional.of(layout));
    }

    private static OptionalLong memory(PlannedJob planned) {
        if (planned.job().resources().memoryBytesPerNode().isPresent()) {
            return planned.job().resources().memoryBytesPerNode();
        }
        long unit = 1 << 20;
        double wanted = planned.forecast().memory().perNode().interval().upper() + JobPlanner.LAUNCHER_BYTES;
        long most = planned.destination().machine().memoryBytesPerNode() / unit * unit;
        return OptionalLong.of((long) Math.min(most, Math.ceil(wanted / unit) * unit));
    }

    private JobOptions options() {
        return JobOptions.of(old.job().name(), "pw.in");
    }

    /** The same run on another machine, on about as many cores. */
    Wanted moved(Destination destination, Workload run, RunPredictor predictor, int nodes) {
        AdviceRequest request = DestinationRules.ask(destination, Objective.TIME, nodes);
        Advice advice = new Advisor(predictor).advise(run, request);
        PlannedJob planned = new JobPlanner(predictor).plan(run, advice, destination, options());
        Queue queue = new Queue(
                old.job().queue().account(),
                planned.job().queue().partition(),
                planned.job().queue().qos(),
                planned.job().queue().constraint());
        Command command = new Command(
                planned.job().command().launcher(),
                old.job().command().container(),
                old.job().command().words(),
                old.job().command().input(),
                old.job().command().output());
        Job job = job(queue, planned.job().resources(), command, old.job().modules());
        return new Wanted(
                job, planned.scheduler(), Optional.of(planned.forecast().layout()));
    }

    /** Nodes of a machine with as many cores as the script asks for, or accelerators where both have some. */
    int nodes(Destination destination) {
        Resources asked = old.job().resources();
        boolean accelerated = asked.gpusPerNode() > 0 && DestinationRules.usesAccelerators(destination);
        long parts = (long) asked.nodes()
                * (accelerated ? asked.gpusPerNode() : (long) asked.tasksPerNode() * asked.cpusPerTask());
        int each = accelerated ? destination.acceleratorsPerNode() : destination.coresPerNode();
        long nodes = (parts - 1) / each + 1;
        return (int) Math.min(nodes, destination.maxNodes(Integer.MAX_VALUE));
    }

    private Job job(Queue queue, Resources resources, Command command, Optional<ModuleBlock> modules) {
        return new Job(
                old.job().name(),
                queue,
                resources,
                old.job().output(),
                old.job().error(),
                modules,
                old.job().environment(),
                command);
    }

    /** The script with directives, variables and launch line of another job. */
    String job(Wanted wanted) {
        boolean same = wanted.scheduler() == old.scheduler();
        String edited = edited(wanted, same ? DirectiveEdit::values : DirectiveEdit::rewrite);
        if (!says(edited, wanted)) {
            edited = edited(wanted, same ? DirectiveEdit::wholeLines : DirectiveEdit::rewrite);
            if (!says(edited, wanted)) {
                throw new QePerfException(
                        "the script asks for nodes, cores or ranks in a way that cannot be changed line by line;"
                                + " write it anew with 'qeperf script'");
            }
        }
        return edited;
    }

    private boolean says(String script, Wanted wanted) {
        return DirectiveEdit.says(BatchScript.read(script, source), wanted.job(), wanted.scheduler());
    }

    private String edited(Wanted wanted, Consumer<DirectiveEdit> directives) {
        EditedLines lines = new EditedLines(text);
        DirectiveEdit edit = new DirectiveEdit(old, wanted.job(), wanted.scheduler(), lines);
        directives.accept(edit);
        folder(wanted.scheduler(), edit.behind(), lines);
        LaunchEdit launch = new LaunchEdit(old, wanted.job(), wanted.scheduler(), lines);
        launch.variables();
        launch.launcher();
        List<String> words = old.job().command().words();
        PwArguments arguments = PwArguments.parse(words.subList(1, words.size()));
        wanted.layout()
                .filter(layout -> !arguments
                        .layout(wanted.job().resources())
                        .filter(layout::equals)
                        .isPresent())
                .ifPresent(layout -> launch.arguments(arguments, layout));
        return lines.text();
    }

    /** PBS starts scripts in the home folder, the others where they were sent from. */
    private void folder(Scheduler scheduler, int behind, EditedLines lines) {
        boolean from = old.scheduler() == Scheduler.PBS;
        boolean to = scheduler == Scheduler.PBS;
        if (to && !from) {
            lines.insertBefore(behind, List.of("", "cd \"$PBS_O_WORKDIR\" || exit 1"));
        } else if (from && !to) {
            for (int line = 1; line <= lines.size(); line++) {
                if (lines.get(line).strip().startsWith("cd ") && lines.get(line).contains("PBS_O_WORKDIR")) {
                    lines.delete(line);
                }
            }
        }
    }
}
