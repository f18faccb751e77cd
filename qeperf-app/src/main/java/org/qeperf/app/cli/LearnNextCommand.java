package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.qeperf.api.feature.FeatureExtractor;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.RunPredictor;
import org.qeperf.runtime.models.ModelShelf;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.train.active.NextRuns;
import org.qeperf.train.active.PlanWriter;
import org.qeperf.train.active.Rule;
import org.qeperf.train.campaign.CampaignPlan;
import org.qeperf.train.campaign.PlannedRun;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "next",
        mixinStandardHelpOptions = true,
        description = {
            "Chooses the runs of a campaign's plan from which a model would learn most.",
            "The model is one of the time of an iteration; runs that were made are known to it. A plan of the chosen runs alone is",
            "written."
        },
        footer = {
            "",
            "Example: qeperf learn next --plan plan.yaml --runs runs.jsonl --count 20 -o next.yaml",
            "         qeperf campaign next.yaml -o campaign"
        })
final class LearnNextCommand implements Runnable {

    @Option(names = "--plan", required = true, paramLabel = "PLAN", description = "the plan to choose from (YAML)")
    @SuppressWarnings("NullAway.Init")
    private Path plan;

    @Option(names = "--runs", paramLabel = "FILE", description = "runs that were made, of this plan or others")
    private Optional<Path> runs = Optional.empty();

    @Option(names = "--count", paramLabel = "N", description = "how many runs at most (default: 20 without --budget)")
    private Optional<Integer> count = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            description = "how long the runs may take together, one after another, by prediction")
    private Optional<Double> budget = Optional.empty();

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            converter = RuleConverter.class,
            description =
                    "random, spread, deviation, gain or gain-per-cost (default: gain, with --budget gain-per-cost)")
    private Optional<Rule> rule = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of what is random (default: 1)")
    private long seed;

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "the plan to write (YAML)")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        if (count.isPresent() && count.get() < 1) {
            throw new ParameterException(spec.commandLine(), "--count is " + count.get() + "; expected at least 1");
        }
        if (budget.isPresent() && !(budget.get() > 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--budget is " + budget.get() + "; expected a positive number of seconds");
        }
        FeatureExtractor extractor = Extractors.find(InputOptions.CODE);
        CampaignPlan read = CampaignPlan.read(plan);
        ModelShelf shelf = new ModelShelf(extractor.schemas(), Optional.empty());
        RunModels models = shelf.shipped(read.machine(), 1);
        FeatureSchema schema = shelf.shipped().secondsPerScfIteration().schema();
        List<RunRecord> known = runs.map(file -> RunSet.read(file).runs()).orElse(List.of());
        double[] rows = runs.isEmpty()
                ? new double[0]
                : Dataset.of(
                                RunSet.read(runs.get()),
                                Cleaning.find(Cleaning.DEFAULT),
                                RunTarget.SECONDS_PER_SCF_ITERATION,
                                extractor,
                                schema)
                        .rows();
        NextRuns next = NextRuns.of(
                read,
                known,
                rows,
                schema,
                extractor,
                new RunPredictor(extractor, models),
                rule.orElse(budget.isPresent() ? Rule.GAIN_PER_COST : Rule.GAIN),
                new NextRuns.Limits(
                        count.orElse(budget.isPresent() ? Integer.MAX_VALUE : 20),
                        budget.orElse(Double.POSITIVE_INFINITY)),
                seed);
        PlanWriter.write(read, next.chosen().stream().map(NextRuns.Choice::run).toList(), output);
        print(next);
    }

    private void print(NextRuns next) {
        PrintWriter out = spec.commandLine().getOut();
        double seconds =
                next.chosen().stream().mapToDouble(NextRuns.Choice::seconds).sum();
        if (format.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("candidates", next.candidates())
                    .put("made", next.made())
                    .put("unusable", next.unusable())
                    .put("seconds", seconds)
                    .put("file", output.toString());
            ArrayNode chosen = document.putArray("chosen");
            for (NextRuns.Choice choice : next.chosen()) {
                PlannedRun run = choice.run();
                ObjectNode node = chosen.addObject().put("id", run.id()).put("seconds", choice.seconds());
                run.labels().forEach(node.putObject("labels")::put);
                node.put("layout", run.layout().toString());
            }
            FormatOption.print(document, out);
            return;
        }
        next.chosen()
                .forEach(choice -> out.printf(
                        Locale.ROOT,
                        "%s %s %s: %.1f s%n",
                        choice.run().id(),
                        choice.run().labels(),
                        choice.run().layout(),
                        choice.seconds()));
        out.printf(
                Locale.ROOT,
                "%d of %d runs chosen, %.0f s by prediction; %d were made already, %d cannot be counted or laid out%n",
                next.chosen().size(),
                next.candidates(),
                seconds,
                next.made(),
                next.unusable());
        out.println("written to " + output + "; make them with 'campaign " + output + " -o DIR'");
    }
}
