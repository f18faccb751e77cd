package org.qeperf.app.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.qeperf.runtime.forecast.Extractors;
import org.qeperf.train.campaign.Campaign;
import org.qeperf.train.campaign.CampaignPlan;
import org.qeperf.train.campaign.PlannedRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        try (Campaign campaign = Campaign.open(CampaignPlan.read(plan), folder, Extractors.find(InputOptions.CODE))) {
            campaign.missingPseudopotentials()
                    .forEach(name -> err.println("no folder has the pseudopotential " + name + ": its runs will fail"));
            if (dryRun) {
                PrintWriter out = spec.commandLine().getOut();
                campaign.runs().forEach(run -> out.println(run.id() + " " + run.labels() + " " + run.layout()));
                out.println(campaign.runs().size() + " runs, " + campaign.done() + " of them finished");
                return;
            }
            if (jube) {
                spec.commandLine().getOut().println(campaign.writeJubeBenchmark(folder.resolve("jube")));
            } else if (slurm) {
                campaign.runThroughSlurm(sbatchOptions, this::finished);
            } else {
                campaign.runHere(nice, this::finished);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
