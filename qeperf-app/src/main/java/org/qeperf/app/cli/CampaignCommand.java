package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.train.campaign.Campaign;
import org.qeperf.train.campaign.CampaignPlan;
import org.qeperf.train.campaign.PlannedRun;
import org.qeperf.train.data.RunRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "campaign",
        mixinStandardHelpOptions = true,
        description = {
            "Makes the benchmark runs of a plan, one at a time.",
            "It may be killed at any moment: the same command goes on where it stopped."
        },
        footer = {"", "Example: qeperf campaign data/pwx-runs/plan.yaml -o campaign"})
final class CampaignCommand implements Runnable {

    @Parameters(index = "0", paramLabel = "PLAN", description = "a plan of runs (YAML)")
    @SuppressWarnings("NullAway.Init")
    private Path plan;

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "where the runs go")
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Option(names = "--dry-run", description = "list the runs and make none")
    private boolean dryRun;

    @Option(
            names = "--nice",
            paramLabel = "N",
            defaultValue = "0",
            description = "priority of the runs, from -20 (needs root) to 19 (default: 0)")
    private int nice;

    @Option(names = "--jube", description = "make no run, but write the plan to DIR as a benchmark of JUBE 2")
    private boolean jube;

    @Option(names = "--slurm", description = "make the runs through Slurm job arrays, on nodes that share DIR")
    private boolean slurm;

    @Option(
            names = "--sbatch-option",
            paramLabel = "OPTION",
            description = "with --slurm: handed to sbatch as it is, such as --partition=batch; may be repeated")
    private List<String> sbatchOptions = new ArrayList<>();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        PrintWriter err = spec.commandLine().getErr();
        if (nice < -20 || nice > 19) {
            throw new ParameterException(spec.commandLine(), "--nice is " + nice + "; expected -20 to 19");
        }
        try (Campaign campaign = Campaign.open(CampaignPlan.read(plan), folder, Extractors.find(InputOptions.CODE))) {
            campaign.missingPseudopotentials()
                    .forEach(name -> err.println("no folder has the pseudopotential " + name + ": its runs will fail"));
            PrintWriter out = spec.commandLine().getOut();
            if (dryRun) {
                list(campaign, out);
            } else if (jube) {
                out.println(campaign.writeJubeBenchmark(folder.resolve("jube")));
            } else {
                if (slurm) {
                    campaign.runThroughSlurm(sbatchOptions, this::finished);
                } else {
                    campaign.runHere(nice, this::finished);
                }
                summarize(campaign, out, err);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void list(Campaign campaign, PrintWriter out) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("runs", campaign.runs().size()).put("finished", campaign.done());
        ArrayNode runs = document.putArray("planned");
        for (PlannedRun run : campaign.runs()) {
            ObjectNode node = runs.addObject().put("id", run.id());
            run.labels().forEach(node.putObject("labels")::put);
            node.put("layout", run.layout().toString());
            if (!format.isJson()) {
                out.println(run.id() + " " + run.labels() + " " + run.layout());
            }
        }
        if (format.isJson()) {
            FormatOption.print(document, out);
        } else {
            out.println(
                    Quantities.counted(campaign.runs().size(), "run") + ", " + campaign.done() + " of them finished");
        }
    }

    private void summarize(Campaign campaign, PrintWriter out, PrintWriter err) {
        List<RunRecord> records = campaign.harvest(err::println);
        Map<String, Integer> outcomes = new TreeMap<>();
        records.forEach(record -> outcomes.merge(record.outcome().key(), 1, Integer::sum));
        if (records.size() < campaign.done()) {
            err.println(Quantities.counted(campaign.done() - records.size(), "finished run")
                    + " left nothing to make a record of");
        }
        long disturbed =
                records.stream().filter(record -> record.ending().disturbed()).count();
        if (format.isJson()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("runs", records.size()).put("disturbed", disturbed);
            outcomes.forEach(document.putObject("outcomes")::put);
            document.put("file", campaign.recordFile().toString());
            FormatOption.print(document, out);
        } else {
            outcomes.forEach((outcome, runs) -> out.printf(Locale.ROOT, "%-15s %5d%n", outcome, runs));
            out.printf(Locale.ROOT, "%-15s %5d, %d of them disturbed%n", "runs", records.size(), disturbed);
            out.println("records in " + campaign.recordFile());
        }
    }

    private void finished(PlannedRun run, int done, int total, double seconds, boolean disturbed, Duration left) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%d/%d %s %s: %.1f s%s; %s left%n",
                        done,
                        total,
                        run.id(),
                        run.labels().get("system"),
                        seconds,
                        disturbed ? ", disturbed" : "",
                        shown(left));
    }

    private static String shown(Duration duration) {
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
    }
}
