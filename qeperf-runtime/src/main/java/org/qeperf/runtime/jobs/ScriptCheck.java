package org.qeperf.runtime.jobs;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.catalogue.Destination;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.jobs.Finding.Severity;

/**
 * Reads batch scripts and tells what is wrong with them, what their runs need, and what would be faster. Nothing of a script is
 * executed. Immutable and safe for concurrent use.
 */
public final class ScriptCheck {

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

    /** A report and what it was made of. */
    record Look(ScriptReport report, Optional<Workload> run, Optional<RunPredictor> predictor) {}

    Look look(String text, ScriptQuestion question) {
        ReadScript script = BatchScript.read(text, question.source());
        Findings findings = new Findings(script);
        for (Diagnostic warning : script.warnings()) {
            findings.add(
                    OptionalInt.of(warning.location().line()),
                    Severity.HINT,
                    "not-understood",
                    warning.message(),
                    "what the check understands",
                    "look at it yourself");
        }
        ScriptPlace place = ScriptPlace.find(script, question.machine(), clusters, findings);
        place.cluster().ifPresent(cluster -> ModuleChecks.of(script, cluster, findings));
        place.destination().ifPresent(destination -> ResourceChecks.of(script, destination, findings));
        List<List<ScriptToken>> commands = ScriptTokens.commands(script.lines());
        List<PwCommand> runs = PwCommand.all(commands);
        ThreadSetting threads = ThreadSetting.of(script, commands);
        new LaunchChecks(script, findings, runs, threads).check();
        Optional<ScriptRun> run = ScriptRun.of(script, findings);
        OptionalInt ranks = runs.isEmpty() ? OptionalInt.empty() : runs.get(0).ranks();
        return run.isEmpty()
                ? unpredicted(script, place.destination(), findings)
                : predicted(script, question, place.destination(), run.get(), ranks, threads, findings);
    }

    private Look predicted(
            ReadScript script,
            ScriptQuestion question,
            Optional<Destination> destination,
            ScriptRun run,
            OptionalInt ranks,
            ThreadSetting threads,
            Findings findings) {
        Optional<SimulationFiles> files = run.files(question);
        if (destination.isEmpty() || files.isEmpty()) {
            return unpredicted(script, destination, findings);
        }
        RunPredictor predictor = predictors.apply(
                destination.get().machine(), script.job().resources().nodes());
        Optional<Workload> workload = run.read(files.get(), predictor::read);
        Optional<Layout> layout = workload.flatMap(w -> run.layout(w, ranks, threads));
        if (layout.isEmpty()) {
            return unpredicted(script, destination, findings);
        }
        ForecastChecks checks =
                new ForecastChecks(script, workload.orElseThrow(), destination.get(), predictor, findings);
        RunForecast forecast = checks.check(layout.get());
        List<Improvement> improvements =
                BetterLayouts.of(predictor, workload.orElseThrow(), destination.get(), forecast, checks.memoryLimit());
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
