package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Container;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Launcher;
import org.qeperf.runtime.batch.ModuleBlock;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.Queue;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.catalogue.Partition;
import org.qeperf.runtime.catalogue.Software;
import org.qeperf.runtime.catalogue.Sourced;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

/** Makes jobs of forecasts and advice. Immutable and safe for concurrent use. */
public final class JobPlanner {

    /**
     * Memory of a node for what starts the ranks and for the shell of the script, besides the ranks. Measured on Debian 12, largest
     * resident size: mpirun of Open MPI 4.1.4 20.4 MiB with 1 rank, 20.7 MiB with 16; bash 3.2 MiB; rounded up to twice as much and
     * more for larger jobs and other launchers.
     */
    public static final long LAUNCHER_BYTES = 64L << 20;

    /**
     * Memory of each rank for the communication library of a cluster, which the model, made of runs in shared memory, does not know;
     * an allowance, not measured.
     */
    static final long RANK_BYTES = 64L << 20;

    private static final String PROGRAM = "pw.x";

    /** For a cluster to load modules and to start the ranks; an allowance, not measured. On one's own machine that takes no time. */
    public static final long START_SECONDS = 60;

    private final RunPredictor predictor;

    /**
     * A planner that asks a predictor.
     *
     * @param predictor what to ask
     */
    public JobPlanner(RunPredictor predictor) {
        this.predictor = predictor;
    }

    /**
     * A job in a layout. Its wall time is enough for 95 of 100 such runs, in whole minutes, or what the partition allows; its memory
     * is what the ranks of a node exceed in 5 of 100 cases and {@link #LAUNCHER_BYTES}, on machines with partitions also 64 MiB for each
     * rank, in whole MiB, or what a node has. On
     * accelerators linear algebra stays on one rank of each pool, and memory is at least the share of a node's that belongs to those
     * in use, since the models do not know what accelerators need of it.
     *
     * @param run what the run consists of
     * @param layout how it is spread
     * @param destination where it goes
     * @param options what the user wants besides
     * @return the job
     * @throws QePerfException if the program would stop in this layout, or the batch system would refuse the job
     */
    public PlannedJob plan(Workload run, Layout layout, Destination destination, JobOptions options) {
        PartitionLimits limits = new PartitionLimits(destination);
        limits.require(layout);
        limits.requireSeconds(options.seconds());
        limits.requireMemory(options.memoryBytesPerNode());
        boolean accelerated = DestinationRules.usesAccelerators(destination);
        Layout spread = accelerated ? withoutParallelLinearAlgebra(layout) : layout;
        OptionalDouble most = options.seconds().isPresent()
                ? OptionalDouble.of(options.seconds().getAsLong())
                : destination.maxSeconds();
        RunQuestion question = new RunQuestion(RunQuestion.DEFAULT.level(), RunQuestion.DEFAULT.requestLevel(), most);
        RunForecast forecast = predictor.predict(run, spread, destination.machine(), question);
        requireStart(forecast);
        Scheduler scheduler = scheduler(destination, options);
        Resources resources = resources(forecast, destination, options, accelerated);
        Optional<Software> software = destination.software(Software.QUANTUM_ESPRESSO);
        Map<String, String> environment =
                software.map(s -> environment(s, options)).orElse(options.environment());
        Job job = new Job(
                options.name(),
                queue(destination, scheduler, options.account()),
                resources,
                options.output(),
                options.error(),
                software.flatMap(s -> modules(destination, s)),
                environment,
                new Command(
                        launcher(destination, scheduler),
                        options.container().map(image -> container(image, destination, accelerated)),
                        words(options, spread),
                        options.programOutput()));
        return new PlannedJob(
                job, scheduler, destination, forecast, PlanWarnings.of(run, forecast, resources, destination, options));
    }

    /**
     * A job in the best layout of an advice, best asked for with {@link DestinationRules#narrow}.
     *
     * @param run what the run consists of
     * @param advice the advice
     * @param destination where it goes
     * @param options what the user wants besides
     * @return the job
     * @throws QePerfException if the batch system would refuse it
     */
    public PlannedJob plan(Workload run, Advice advice, Destination destination, JobOptions options) {
        return plan(run, advice.best().layout(), destination, options);
    }

    private static Layout withoutParallelLinearAlgebra(Layout layout) {
        return new Layout(
                layout.nodes(), layout.tasksPerNode(), layout.threadsPerTask(), layout.pools(), 1, layout.taskGroups());
    }

    private static void requireStart(RunForecast forecast) {
        forecast.problems().stream()
                .filter(problem -> problem.severity() == Severity.STOPS)
                .findFirst()
                .ifPresent(problem -> {
                    throw new QePerfException(PROGRAM + " stops: " + problem);
                });
    }

    private static Resources resources(
            RunForecast forecast, Destination destination, JobOptions options, boolean accelerated) {
        Layout layout = forecast.layout();
        boolean exclusive = new PartitionLimits(destination).exclusive(layout.tasksPerNode() * layout.threadsPerTask());
        int accelerators = destination.acceleratorsPerNode();
        int used = exclusive ? accelerators : Math.min(accelerators, layout.tasksPerNode());
        double share = accelerated ? (double) used / accelerators : 0;
        OptionalLong memory = exclusive ? OptionalLong.empty() : OptionalLong.of(memory(forecast, destination, share));
        return new Resources(
                layout.nodes(),
                layout.tasksPerNode(),
                layout.threadsPerTask(),
                accelerated ? used : 0,
                options.memoryBytesPerNode().isPresent() ? options.memoryBytesPerNode() : memory,
                exclusive,
                options.seconds().isPresent() ? options.seconds() : OptionalLong.of(seconds(forecast, destination)));
    }

    /** What the run needs and the start, within the limit. */
    private static long seconds(RunForecast forecast, Destination destination) {
        long needed = forecast.time().requestSeconds() + startSeconds(destination);
        return (long) Math.min(needed, destination.maxSeconds().orElse(Double.POSITIVE_INFINITY));
    }

    /** What passes between the start of a job and that of its program. */
    static long startSeconds(Destination destination) {
        return destination.partition().isPresent() ? START_SECONDS : 0;
    }

    /** What a node needs besides the ranks as the model knows them. */
    static double overheadBytes(Destination destination, int tasksPerNode) {
        return LAUNCHER_BYTES + (destination.partition().isPresent() ? (double) tasksPerNode * RANK_BYTES : 0);
    }

    /** Whole MiB: at least this share of a node's, and up to those that it has. */
    static long memory(RunForecast forecast, Destination destination, double share) {
        long unit = 1 << 20;
        double needed = forecast.memory().perNode().interval().upper()
                + overheadBytes(destination, forecast.layout().tasksPerNode());
        double wanted = Math.max(needed, share * forecast.machine().memoryBytesPerNode());
        long most = forecast.machine().memoryBytesPerNode() / unit * unit;
        return Math.max(unit, (long) Math.min(most, Math.ceil(wanted / unit) * unit));
    }

    /** Quality of service and features of nodes are those of the machine's own batch system. */
    static Queue queue(Destination destination, Scheduler scheduler, Optional<String> account) {
        Optional<Partition> partition = destination.partition();
        boolean own = destination
                .cluster()
                .scheduler()
                .filter(its -> its.value() == scheduler)
                .isPresent();
        Optional<Partition> known = partition.filter(p -> own);
        return new Queue(
                account,
                partition.map(Partition::name),
                known.flatMap(Partition::qos).filter(qos -> scheduler == Scheduler.SLURM),
                known.flatMap(Partition::constraint));
    }

    /** The user's win; without OpenMP's of the software, which follow from the layout. */
    static Map<String, String> environment(Software software, JobOptions options) {
        Map<String, String> environment = new LinkedHashMap<>(software.environment());
        environment.keySet().removeIf(name -> name.startsWith("OMP_"));
        environment.putAll(options.environment());
        return environment;
    }

    /** An image with the devices of the nodes, where the program uses them. */
    static Container container(String image, Destination destination, boolean accelerated) {
        String model = destination
                .nodeType()
                .accelerator()
                .filter(a -> accelerated)
                .map(a -> a.model().value())
                .orElse("");
        return new Container(
                image,
                model.startsWith("NVIDIA")
                        ? Container.Devices.NVIDIA
                        : model.startsWith("AMD") ? Container.Devices.AMD : Container.Devices.NONE);
    }

    static Optional<ModuleBlock> modules(Destination destination, Software software) {
        return Optional.of(software.modules())
                .filter(commands -> !commands.isEmpty())
                .map(commands -> new ModuleBlock(destination.cluster().name(), List.of(software.name()), commands));
    }

    /**
     * The batch system of a job.
     *
     * @param destination where it goes
     * @param options what the user wants
     * @return the user's, or the machine's
     * @throws QePerfException if neither tells
     */
    public static Scheduler scheduler(Destination destination, JobOptions options) {
        return options.scheduler()
                .or(() -> destination.cluster().scheduler().map(Sourced::value))
                .orElseThrow(() -> new QePerfException("the batch system of machine '"
                        + destination.cluster().name()
                        + "' is none that scripts are written for; take --scheduler with one that it has besides"));
    }

    /** The machine's; one that works beside a single batch system gives way on others. */
    static Launcher launcher(Destination destination, Scheduler scheduler) {
        Launcher own = destination.cluster().launcher().map(Sourced::value).orElse(Launcher.SRUN);
        boolean works = switch (own) {
            case SRUN -> scheduler == Scheduler.SLURM;
            case JSRUN -> scheduler == Scheduler.LSF;
            case MPIRUN, MPIEXEC -> true;
        };
        return works ? own : Launcher.MPIRUN;
    }

    private static List<String> words(JobOptions options, Layout layout) {
        List<String> words = new ArrayList<>(List.of(options.executable().orElse(PROGRAM)));
        words.addAll(PwArguments.of(layout, options.input()).words());
        return words;
    }
}
