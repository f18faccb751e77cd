package org.qeperf.train.loop;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.input.InputEditor;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialLibrary;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.Scheduler;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.runtime.jobs.DestinationRules;
import org.qeperf.runtime.jobs.JobOptions;
import org.qeperf.runtime.jobs.PlannedJob;

/** Puts planned jobs into a store and submits them. Not safe for concurrent use. */
public final class Submission {

    private final Path store;
    private final BatchSystem batch;
    private final BiFunction<Job, Scheduler, String> scripts;

    /**
     * Submits to a batch system.
     *
     * @param store folder of the store, which is made where it is missing
     * @param batch where jobs run
     */
    public Submission(Path store, BatchSystem batch) {
        this(store, batch, BatchScript::write);
    }

    Submission(Path store, BatchSystem batch, BiFunction<Job, Scheduler, String> scripts) {
        this.store = store;
        this.batch = batch;
        this.scripts = scripts;
    }

    /**
     * Puts a job into the store with its input and pseudopotentials, and submits it, unless another process follows the store, which
     * then does. The job runs in a folder of the store, so what it reads besides is named by absolute paths.
     *
     * @param planned the job
     * @param options what the user asked for
     * @param files its input, and where its pseudopotentials are
     * @return what the store holds of it; without an attempt if it was not submitted yet, or that is not known
     * @throws InputException if the input is wrong
     * @throws QePerfException if the batch system refuses it; it is in the store for all that, as refused
     * @throws InterruptedException if the thread is interrupted
     */
    public JobRecord submit(PlannedJob planned, JobOptions options, SimulationFiles files) throws InterruptedException {
        JobRecord job = JobStore.add(store, newJob(planned, options, files));
        Optional<JobStore> open = JobStore.tryOpen(store);
        if (open.isEmpty()) {
            return job;
        }
        try (JobStore held = open.get()) {
            return new JobLoop(held, batch, LoopOptions.DEFAULT, line -> {}, scripts, LayoutSearch.Predictors.shipped())
                    .submitNow(job.id());
        } catch (BusyException e) {
            return job;
        } catch (NoAnswerException e) {
            if (e.mayHaveTaken()) {
                return job;
            }
            throw e;
        }
    }

    private static NewJob newJob(PlannedJob planned, JobOptions options, SimulationFiles files) {
        QeVersion version = files.codeVersion().map(QeVersion::parse).orElse(QeVersion.NEWEST);
        String text = new String(SourceText.readBytes(files.input(), ParseLimits.DEFAULT), StandardCharsets.UTF_8);
        InputEditor editor = InputEditor.of(files.input().toString(), text, version);
        Bounds bounds = bounds(planned);
        JobTerms terms = new JobTerms(
                planned.scheduler(),
                planned.destination().machine(),
                bounds.nodes().least(),
                bounds.nodes().most(),
                bounds.maxCores(),
                planned.destination().maxSeconds(),
                files.codeVersion(),
                RunQuestion.DEFAULT.requestLevel(),
                options.seconds().isPresent(),
                options.memoryBytesPerNode().isPresent());
        Map<String, Path> pseudopotentials = pseudopotentials(editor.input(), files);
        return new NewJob(
                inStore(planned.job(), options.input()),
                terms,
                JobForecast.of(planned.forecast()),
                editor.set("pseudo_dir", JobStore.PSEUDO_DIR).text(),
                pseudopotentials);
    }

    /** The layouts that the destination takes. */
    private static Bounds bounds(PlannedJob planned) {
        int nodes = planned.destination().maxNodes(planned.job().resources().nodes());
        return DestinationRules.ask(planned.destination(), Objective.COST, nodes)
                .bounds();
    }

    private static Map<String, Path> pseudopotentials(PwInput input, SimulationFiles files) {
        PseudopotentialLibrary library = PseudopotentialLibrary.of(
                files.directories(), input, files.input(), ParseLimits.DEFAULT, new PseudopotentialCache());
        Map<String, Path> found = new TreeMap<>();
        input.species().forEach(species -> found.put(species.pseudopotential(), library.find(species)));
        return found;
    }

    /** The same job with its input and its output in the folder that it runs in, and the batch system's names for the rest. */
    static Job inStore(Job job, String input) {
        Command command = job.command();
        List<String> words = command.words().stream()
                .map(word -> word.equals(input) ? JobStore.INPUT : word)
                .toList();
        return new Job(
                job.name(),
                job.queue(),
                job.resources(),
                Optional.empty(),
                Optional.empty(),
                job.modules(),
                job.environment(),
                new Command(
                        command.launcher(),
                        command.container(),
                        words,
                        command.input().map(file -> JobStore.INPUT),
                        Optional.of(JobStore.OUTPUT)));
    }
}
