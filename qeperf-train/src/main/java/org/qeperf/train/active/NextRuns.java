package org.qeperf.train.active;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.runtime.forecast.RunForecast;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.forecast.RunQuestion;
import org.qeperf.train.campaign.Campaign;
import org.qeperf.train.campaign.CampaignPlan;
import org.qeperf.train.campaign.PlannedRun;
import org.qeperf.train.campaign.RunLayout;
import org.qeperf.train.data.RunRecord;

/**
 * Runs of a plan that would teach most, in the order in which to make them.
 *
 * @param chosen the runs
 * @param candidates number of runs that they were chosen from
 * @param made number of runs of the plan that were made already
 * @param unusable number of runs of the plan that cannot be counted or laid out, repetitions among them
 */
public record NextRuns(List<Choice> chosen, int candidates, int made, int unusable) {

    /** Copies the list. */
    public NextRuns {
        chosen = List.copyOf(chosen);
    }

    /**
     * A run.
     *
     * @param run the run
     * @param seconds what it is predicted to take
     */
    public record Choice(PlannedRun run, double seconds) {}

    /**
     * How much to choose at most.
     *
     * @param runs number of runs
     * @param seconds what they are predicted to take together
     */
    public record Limits(int runs, double seconds) {}

    private record Candidate(PlannedRun run, double[] row, double seconds) {
        double cost() {
            RunLayout layout = run.layout();
            return seconds * layout.ranks() * layout.threads();
        }
    }

    /**
     * Chooses.
     *
     * @param plan the plan
     * @param known runs that were made, of this plan or others
     * @param knownRows their rows, row-major
     * @param schema the columns
     * @param extractor counts the inputs
     * @param predictor tells how long candidates take
     * @param rule how to choose
     * @param limits how much
     * @param seed of what is random
     * @return the runs
     * @throws QePerfException if fewer than two runs are left to choose from, or all are alike
     */
    public static NextRuns of(
            CampaignPlan plan,
            List<RunRecord> known,
            double[] knownRows,
            FeatureSchema schema,
            FeatureExtractor extractor,
            RunPredictor predictor,
            Rule rule,
            Limits limits,
            long seed) {
        Set<String> done = new HashSet<>();
        known.forEach(run -> done.add(run.origin().source().split("/", 2)[0]));
        List<PlannedRun> planned = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        Path folder = temporary();
        try (Campaign campaign = Campaign.open(plan, folder, extractor)) {
            planned.addAll(campaign.runs());
            for (PlannedRun run : planned) {
                if (!done.contains(run.id()) && "1".equals(run.labels().get("repeat"))) {
                    candidate(run, plan, campaign.pseudopotentials(), schema, extractor, predictor)
                            .ifPresent(candidates::add);
                }
            }
        } finally {
            delete(folder);
        }
        int made = (int) planned.stream().filter(run -> done.contains(run.id())).count();
        int unusable = planned.size() - made - candidates.size();
        if (candidates.size() < 2) {
            throw new QePerfException(candidates.size() + " of the " + planned.size()
                    + " runs of the plan are left to choose from; expected at least two, in a larger plan");
        }
        return new NextRuns(
                choose(candidates, knownRows, schema, rule, limits, seed), candidates.size(), made, unusable);
    }

    private static List<Choice> choose(
            List<Candidate> candidates, double[] known, FeatureSchema schema, Rule rule, Limits limits, long seed) {
        double[] rows = new double[candidates.size() * schema.size()];
        for (int i = 0; i < candidates.size(); i++) {
            System.arraycopy(candidates.get(i).row(), 0, rows, i * schema.size(), schema.size());
        }
        double[] costs = candidates.stream().mapToDouble(Candidate::cost).toArray();
        double[] seconds = candidates.stream().mapToDouble(Candidate::seconds).toArray();
        int[] order;
        try {
            order = Batch.of(schema, rows, known).choose(rule, limits.runs(), costs, seconds, limits.seconds(), seed);
        } catch (IllegalArgumentException e) {
            throw new QePerfException("the plan has " + e.getMessage());
        }
        List<Choice> chosen = new ArrayList<>();
        for (int i : order) {
            Candidate candidate = candidates.get(i);
            chosen.add(new Choice(candidate.run(), candidate.seconds()));
        }
        return chosen;
    }

    /** Nothing for a run that cannot be counted or laid out: plans have such runs to see them fail. */
    private static Optional<Candidate> candidate(
            PlannedRun run,
            CampaignPlan plan,
            Path pseudopotentials,
            FeatureSchema schema,
            FeatureExtractor extractor,
            RunPredictor predictor) {
        RunLayout spread = run.layout();
        if (spread.ranks() % spread.nodes() != 0
                || spread.ranks() % spread.pools() != 0
                || spread.bandGroups() > 1
                || run.killAfterSeconds().isPresent()) {
            return Optional.empty();
        }
        Path input = temporary().resolve("pw.in");
        try {
            Files.writeString(input, run.input());
            Workload workload = extractor.read(new SimulationFiles(
                    input, List.of(pseudopotentials), Optional.of(plan.version().toString())));
            Layout layout =
                    new Layout(spread.nodes(), spread.ranks() / spread.nodes(), spread.threads(), spread.pools());
            double[] row = workload.features(schema, layout, plan.machine()).toArray();
            RunForecast forecast = predictor.predict(workload, layout, plan.machine(), RunQuestion.DEFAULT);
            double seconds = forecast.time().totalSeconds().value();
            return seconds <= run.limits().seconds() ? Optional.of(new Candidate(run, row, seconds)) : Optional.empty();
        } catch (InputException | MissingCountException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(Objects.requireNonNull(input.getParent()));
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("qeperf-next-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
