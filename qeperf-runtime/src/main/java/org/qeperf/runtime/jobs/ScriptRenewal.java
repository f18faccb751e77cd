package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Bounds;
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

    private static final int MOST_NODES = 100_000;

    /** What scripts of PBS begin with, and nothing else. */
    private static final Set<String> FOLDER = Stream.of("$PBS_O_WORKDIR", "${PBS_O_WORKDIR}")
            .flatMap(name -> Stream.of(name, '"' + name + '"'))
            .flatMap(name ->
                    Stream.of("cd " + name, "cd " + name + ";", "cd " + name + " || exit", "cd " + name + " || exit 1"))
            .collect(Collectors.toUnmodifiableSet());

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
        return PwCommand.commands(lines.all()).get(0).words().get(0).line();
    }

    /** Whether the script does more than one run. */
    boolean doesMore() {
        return !repeated().none();
    }

    private RepeatedRuns repeated() {
        return RepeatedRuns.of(old, PwCommand.commands(old.lines()));
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
                says ? OptionalLong.of(memory(planned)) : OptionalLong.empty(),
                asked.exclusive(),
                given.seconds());
        Job job =
                job(old.job().queue(), resources, old.job().command(), old.job().modules());
        return new Wanted(job, old.scheduler(), Optional.of(layout));
    }

    private static long memory(PlannedJob planned) {
        return planned.job().resources().memoryBytesPerNode().orElseGet(planned::neededBytesPerNode);
    }

    private JobOptions options() {
        return JobOptions.of(old.job().name(), "pw.in");
    }

    /** The same run on another machine, on about as many cores. */
    Wanted moved(Destination destination, Workload run, RunPredictor predictor, int nodes) {
        RepeatedRuns repeated = repeated();
        if (!repeated.further().isEmpty() || !repeated.others().isEmpty()) {
            throw new QePerfException(
                    "the script starts several programs; write one for each run, to move them to machine '"
                            + destination.cluster().name() + "'");
        }
        Advice advice = new Advisor(predictor).advise(run, request(destination, nodes));
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
        Resources given = planned.job().resources();
        Job job = job(
                queue,
                repeated.none() ? given : within(given, seconds(destination)),
                command,
                old.job().modules());
        return new Wanted(
                job, planned.scheduler(), Optional.of(planned.forecast().layout()));
    }

    private static Resources within(Resources given, OptionalLong seconds) {
        return new Resources(
                given.nodes(),
                given.tasksPerNode(),
                given.cpusPerTask(),
                given.gpusPerNode(),
                given.memoryBytesPerNode(),
                given.exclusive(),
                seconds);
    }

    /** What the script asks for, as far as the machine allows. */
    private OptionalLong seconds(Destination destination) {
        OptionalLong asked = old.job().resources().seconds();
        return asked.isEmpty()
                ? asked
                : OptionalLong.of((long)
                        Math.min(asked.getAsLong(), destination.maxSeconds().orElse(Double.MAX_VALUE)));
    }

    /** All cores of whole nodes, but no more than the script's of others. */
    private AdviceRequest request(Destination destination, int nodes) {
        AdviceRequest request = DestinationRules.ask(destination, Objective.TIME, nodes);
        long cores = cores();
        boolean whole = new PartitionLimits(destination).exclusive((int) Math.min(Integer.MAX_VALUE, cores));
        Bounds bounds = request.bounds();
        int most = whole || DestinationRules.usesAccelerators(destination)
                ? bounds.maxCores()
                : (int) Math.min(bounds.maxCores(), cores);
        return new AdviceRequest(
                request.machine(),
                new Bounds(
                        bounds.nodes(),
                        bounds.tasksPerNode(),
                        bounds.threadsPerTask(),
                        bounds.pools(),
                        most,
                        bounds.nodeCounts()),
                request.limits(),
                request.objective(),
                request.most());
    }

    private long cores() {
        Resources asked = old.job().resources();
        return product(product(asked.nodes(), asked.tasksPerNode()), asked.cpusPerTask());
    }

    private static long product(long a, long b) {
        try {
            return Math.multiplyExact(a, b);
        } catch (ArithmeticException e) {
            throw new QePerfException(
                    "the script asks for more cores than can be counted; correct its numbers first", e);
        }
    }

    /** Nodes of a machine with as many cores as the script asks for, or accelerators where both have some. */
    int nodes(Destination destination) {
        Resources asked = old.job().resources();
        boolean accelerated = asked.gpusPerNode() > 0 && DestinationRules.usesAccelerators(destination);
        long parts = accelerated ? product(asked.nodes(), asked.gpusPerNode()) : cores();
        int each = accelerated ? destination.acceleratorsPerNode() : destination.coresPerNode();
        long nodes = (parts - 1) / each + 1;
        return (int) Math.min(Math.min(nodes, MOST_NODES), destination.maxNodes(Integer.MAX_VALUE));
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
        Optional<String> edited = edited(wanted, same ? DirectiveEdit::values : DirectiveEdit::rewrite);
        if (edited.isEmpty() && same) {
            edited = edited(wanted, DirectiveEdit::wholeLines);
        }
        return edited.orElseThrow(() -> new QePerfException(
                "the script asks for nodes, cores or ranks, or spreads its run, in a way that cannot be changed line by"
                        + " line; write it anew with 'qeperf script'"));
    }

    /** Empty where the script would not say what it should. */
    private Optional<String> edited(Wanted wanted, Predicate<DirectiveEdit> directives) {
        EditedLines lines = new EditedLines(text);
        try {
            DirectiveEdit edit = new DirectiveEdit(old, wanted.job(), wanted.scheduler(), lines);
            if (!directives.test(edit)) {
                return Optional.empty();
            }
            folder(wanted.scheduler(), edit.behind(), lines);
            LaunchEdit launch = new LaunchEdit(old, wanted.job(), wanted.scheduler(), lines);
            launch.variables();
            launch.launcher();
            wanted.layout().filter(layout -> !spreads(old, wanted, layout)).ifPresent(layout -> {
                launch.arguments(arguments(old), layout);
            });
            String edited = lines.text();
            return Optional.of(edited).filter(script -> says(BatchScript.read(script, source), wanted));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private static boolean says(ReadScript script, Wanted wanted) {
        return DirectiveEdit.says(script, wanted.job(), wanted.scheduler())
                && !script.job().environment().containsKey(ThreadSetting.VARIABLE)
                && wanted.layout()
                        .filter(layout -> !spreads(script, wanted, layout))
                        .isEmpty();
    }

    /** Whether the arguments of pw.x make a layout of the wanted resources. */
    private static boolean spreads(ReadScript script, Wanted wanted, Layout layout) {
        return arguments(script)
                .layout(wanted.job().resources())
                .filter(layout::equals)
                .isPresent();
    }

    private static PwArguments arguments(ReadScript script) {
        List<String> words = script.job().command().words();
        return PwArguments.parse(words.subList(1, words.size()));
    }

    /** PBS starts scripts in the home folder, the others where they were sent from. */
    private void folder(Scheduler scheduler, int behind, EditedLines lines) {
        boolean from = old.scheduler() == Scheduler.PBS;
        boolean to = scheduler == Scheduler.PBS;
        if (to && !from) {
            lines.insertBefore(behind, List.of("", "cd \"$PBS_O_WORKDIR\" || exit 1"));
        } else if (from && !to) {
            for (int line = 1; line <= lines.size(); line++) {
                if (FOLDER.contains(lines.get(line).strip())) {
                    lines.delete(line);
                }
            }
        }
    }
}
