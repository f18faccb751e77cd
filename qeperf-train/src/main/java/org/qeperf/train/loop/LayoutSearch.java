package org.qeperf.train.loop;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.advise.Advice;
import org.qeperf.runtime.advise.AdviceRequest;
import org.qeperf.runtime.advise.Advisor;
import org.qeperf.runtime.advise.Bounds;
import org.qeperf.runtime.advise.Limits;
import org.qeperf.runtime.advise.NoLayoutException;
import org.qeperf.runtime.advise.Objective;
import org.qeperf.runtime.advise.Range;
import org.qeperf.runtime.batch.Command;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.PwArguments;
import org.qeperf.runtime.batch.Resources;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;

/** Another layout for a job that does not end within its limits in its own. */
final class LayoutSearch {

    private final JobStore store;
    private final Predictors predictors;

    /** Gives a predictor for a job; another in tests. */
    interface Predictors {
        RunPredictor of(JobTerms terms);

        /** The shipped models. */
        static Predictors shipped() {
            return terms -> RunPredictor.load(terms.machine(), terms.maxNodes());
        }
    }

    LayoutSearch(JobStore store, Predictors predictors) {
        this.store = store;
        this.predictors = predictors;
    }

    /** A job in another layout, and what to expect of it. */
    record Found(Job job, JobForecast forecast) {}

    /**
     * What a search came to.
     *
     * @param found the layout, if there is one
     * @param failure why it could not be looked for
     */
    record Answer(Optional<Found> found, Optional<String> failure) {

        private static final Answer NONE = new Answer(Optional.empty(), Optional.empty());

        /** Why there is none, where a search that succeeds would say this. */
        String problem(String otherwise) {
            return failure.map(why -> "another layout cannot be looked for: " + why)
                    .orElse(otherwise);
        }
    }

    /**
     * Looks for the layout of the fewest core-hours that the terms allow. A job on accelerators stays as it is: the models do not know
     * them.
     *
     * @param limits what it may be predicted to need
     */
    Answer within(JobRecord job, Limits limits) {
        if (job.job().resources().gpusPerNode() > 0) {
            return Answer.NONE;
        }
        JobTerms terms = job.terms();
        try {
            RunPredictor predictor = predictors.of(terms);
            Path pseudo = store.pseudopotentials(job);
            Workload workload =
                    predictor.read(new SimulationFiles(store.input(job), List.of(pseudo), terms.codeVersion()));
            Advice advice = new Advisor(predictor)
                    .advise(workload, new AdviceRequest(terms.machine(), bounds(job), limits, Objective.COST, 1));
            Layout layout = advice.best().layout();
            if (layout.equals(job.forecast().layout())) {
                return Answer.NONE;
            }
            Found found = new Found(
                    spread(job.job(), layout),
                    JobForecast.of(predictor.predict(workload, layout, terms.machine(), RunQuestion.DEFAULT)));
            return new Answer(Optional.of(found), Optional.empty());
        } catch (NoLayoutException e) {
            return Answer.NONE;
        } catch (QePerfException | UncheckedIOException e) {
            return new Answer(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** A batch system counts all cores of whole nodes. */
    private static Bounds bounds(JobRecord job) {
        JobTerms terms = job.terms();
        int cores = terms.maxCores();
        int perNode = terms.machine().coresPerNode();
        int most = job.job().resources().exclusive() ? Math.min(terms.maxNodes(), cores / perNode) : terms.maxNodes();
        return new Bounds(
                new Range(terms.minNodes(), Math.max(terms.minNodes(), most)),
                Range.ANY,
                Range.ANY,
                Range.ANY,
                cores,
                Bounds.NodeCounts.SOME);
    }

    static Job spread(Job job, Layout layout) {
        Resources asked = job.resources();
        Resources resources = new Resources(
                layout.nodes(),
                layout.tasksPerNode(),
                layout.threadsPerTask(),
                asked.gpusPerNode(),
                asked.memoryBytesPerNode(),
                asked.exclusive(),
                asked.seconds());
        Command command = job.command();
        return new Job(
                job.name(),
                job.queue(),
                resources,
                job.output(),
                job.error(),
                job.modules(),
                job.environment(),
                new Command(
                        command.launcher(),
                        command.container(),
                        words(command.words(), layout),
                        command.input(),
                        command.output()));
    }

    private static List<String> words(List<String> before, Layout layout) {
        List<String> words = new ArrayList<>(List.of(before.get(0)));
        words.addAll(
                PwArguments.parse(before.subList(1, before.size())).with(layout).words());
        return words;
    }

    static Job with(Job job, Resources resources) {
        return new Job(
                job.name(),
                job.queue(),
                resources,
                job.output(),
                job.error(),
                job.modules(),
                job.environment(),
                job.command());
    }
}
