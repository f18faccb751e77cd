package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.ScriptCommand;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.machine.Machines;

/**
 * Reads batch scripts and tells what is wrong with them, what their runs need, and what would be faster. Nothing of a script is
 * executed. Immutable and safe for concurrent use.
 */
public final class ScriptCheck {

    /** Findings that leave a run without forecast. */
    private static final Set<String> NO_FORECAST = Set.of(
            "machine-unknown",
            "scheduler-differs",
            "partition-unknown",
            "partition-ambiguous",
            "no-pw",
            "input-missing",
            "input-unknown",
            "input-not-found",
            "input-refused",
            "layout-unknown");

    private final Clusters clusters;
    private final BiFunction<Machine, Integer, RunPredictor> predictors;

    /**
     * A check with a catalogue and the models that ship with qeperf.
     *
     * @param clusters the machines
     */
    public ScriptCheck(Clusters clusters) {
        this(clusters, RunPredictor::load);
    }

    /**
     * A check with a catalogue and models of one's own.
     *
     * @param clusters the machines
     * @param predictors the predictor for a machine and the most nodes that are asked about
     */
    public ScriptCheck(Clusters clusters, BiFunction<Machine, Integer, RunPredictor> predictors) {
        this.clusters = clusters;
        this.predictors = predictors;
    }

    /**
     * Looks at a script.
     *
     * @param text the script
     * @param question how to look at it
     * @return what was found
     * @throws InputException if it is no batch script, or a catalogue file is wrong
     */
    public ScriptReport check(String text, ScriptQuestion question) {
        return look(text, question).report();
    }

    /**
     * Renews a script: its module block, and what the update says besides. Where the question names another machine than the script's
     * own, the job is moved there, on about as many cores, with the best layout, time and memory for it. Lines that need no change stay
     * as they are.
     *
     * @param text the script
     * @param question how to look at it, and where it shall go
     * @param update what to change
     * @return the script as it is to be
     * @throws InputException if it is no batch script, or a catalogue file is wrong
     * @throws QePerfException if it cannot be changed so; the message says why
     */
    public String update(String text, ScriptQuestion question, ScriptUpdate update) {
        ReadScript script = BatchScript.read(text, question.source());
        ScriptRenewal renewal = new ScriptRenewal(text, question.source(), script, update);
        ScriptPlace own = ScriptPlace.find(script, Optional.empty(), clusters, new Findings(script));
        Optional<Cluster> target = question.machine().or(own::cluster);
        boolean moves = question.machine()
                .filter(asked -> !isAt(asked, script, own.cluster()))
                .isPresent();
        String changed = text;
        if (moves) {
            changed = moved(renewal, script, question, update.partition());
        } else if (update.apply()) {
            changed = applied(renewal, text, question);
        }
        ReadScript read = changed.equals(text) ? script : BatchScript.read(changed, question.source());
        ScriptPlace place = ScriptPlace.find(read, target, clusters, new Findings(read));
        return renewal.modules(changed, read, target, place::nodes);
    }

    private static boolean isAt(Cluster asked, ReadScript script, Optional<Cluster> own) {
        if (own.isPresent()) {
            return own.get().name().equals(asked.name());
        }
        Optional<String> partition = script.job().queue().partition();
        return ScriptPlace.isOf(asked, script)
                && (partition.isEmpty()
                        || asked.partitions().stream().anyMatch(p -> p.name().equals(partition.get())));
    }

    private String moved(
            ScriptRenewal renewal, ReadScript script, ScriptQuestion question, Optional<String> partition) {
        Destination destination = question.machine().orElseThrow().destination(partition);
        Findings findings = new Findings(script);
        int nodes = renewal.nodes(destination);
        RunPredictor predictor = predictors.apply(destination.machine(), nodes);
        Workload run = ScriptRun.of(script, findings)
                .flatMap(r -> r.files(question).flatMap(files -> r.read(files, predictor::read)))
                .orElseThrow(() -> noForecast(findings.sorted()));
        return renewal.job(renewal.moved(destination, run, predictor, nodes));
    }

    private String applied(ScriptRenewal renewal, String text, ScriptQuestion question) {
        Look look = look(text, question);
        if (look.report().forecast().isEmpty()) {
            throw noForecast(look.report().findings());
        }
        if (renewal.doesMore()) {
            return text;
        }
        return renewal.job(renewal.applied(
                look.report(), look.run().orElseThrow(), look.predictor().orElseThrow()));
    }

    private static QePerfException noForecast(List<Finding> findings) {
        return new QePerfException("there is no forecast of the run to take over: "
                + findings.stream()
                        .filter(finding -> NO_FORECAST.contains(finding.rule()))
                        .map(Finding::found)
                        .findFirst()
                        .orElse("its machine is not known"));
    }

    /** A report and what it was made of. */
    record Look(ScriptReport report, Optional<Workload> run, Optional<RunPredictor> predictor) {}

    Look look(String text, ScriptQuestion question) {
        ReadScript script = BatchScript.read(text, question.source());
        Findings findings = new Findings(script);
        ScriptPlace place = ScriptPlace.find(script, question.machine(), clusters, findings);
        place.cluster().ifPresent(cluster -> ModuleChecks.of(script, cluster, place.nodes(cluster), findings));
        place.destination().ifPresent(destination -> ResourceChecks.of(script, destination, findings));
        List<ScriptCommand> commands = PwCommand.commands(script.lines());
        ThreadSetting threads = ThreadSetting.of(script, commands);
        RepeatedRuns repeated = RepeatedRuns.of(script, commands);
        new LaunchChecks(script, findings, PwCommand.all(commands), threads, repeated).check();
        Optional<ScriptRun> run = ScriptRun.of(script, findings);
        return run.isEmpty()
                ? unpredicted(script, place.destination(), findings)
                : predicted(script, question, place.destination(), run.get(), threads, repeated, findings);
    }

    private Look predicted(
            ReadScript script,
            ScriptQuestion question,
            Optional<Destination> destination,
            ScriptRun run,
            ThreadSetting threads,
            RepeatedRuns repeated,
            Findings findings) {
        Optional<SimulationFiles> files = run.files(question);
        if (files.isEmpty()) {
            return unpredicted(script, destination, findings);
        }
        Machine machine = destination.map(Destination::machine).orElseGet(Machines::local);
        RunPredictor predictor =
                predictors.apply(machine, script.job().resources().nodes());
        Optional<Workload> workload = run.read(files.get(), predictor::read);
        Optional<Layout> layout = workload.flatMap(w -> run.layout(w, threads));
        if (layout.isEmpty()) {
            return unpredicted(script, destination, findings);
        }
        if (destination.isEmpty()) {
            ForecastChecks.problems(workload.orElseThrow().problems(layout.get(), machine), true, findings);
            return unpredicted(script, destination, findings);
        }
        ForecastChecks checks =
                new ForecastChecks(script, workload.orElseThrow(), destination.get(), predictor, findings);
        RunForecast forecast = checks.check(layout.get(), repeated);
        List<Improvement> improvements = BetterLayouts.of(
                predictor, workload.orElseThrow(), destination.get(), forecast, checks.cores(), checks.memoryLimit());
        checks.improvements(improvements, forecast);
        return new Look(
                new ScriptReport(script, destination, Optional.of(forecast), improvements, findings.sorted()),
                workload,
                Optional.of(predictor));
    }

    private static Look unpredicted(ReadScript script, Optional<Destination> destination, Findings findings) {
        return new Look(
                new ScriptReport(script, destination, Optional.empty(), List.of(), findings.sorted()),
                Optional.empty(),
                Optional.empty());
    }
}
