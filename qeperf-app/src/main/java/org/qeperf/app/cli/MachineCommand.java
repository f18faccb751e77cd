package org.qeperf.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.qeperf.api.InputException;
import org.qeperf.app.document.MachinesDocument;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.catalogue.Cluster;
import org.qeperf.runtime.catalogue.Clusters;
import org.qeperf.runtime.forecast.Quantities;
import org.qeperf.runtime.machine.Cache;
import org.qeperf.runtime.machine.Hardware;
import org.qeperf.runtime.machine.MachineProbe;
import org.qeperf.runtime.machine.MachineProfile;
import org.qeperf.runtime.machine.Machines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "machine",
        mixinStandardHelpOptions = true,
        subcommands = MachineAnalysis.class,
        description = "Lists, shows and checks the machines that predictions can be asked for, and measures this one.",
        footer = {"", "Example: qeperf machine probe --name lab -o lab.json"})
final class MachineCommand implements Runnable {

    private static final String UNKNOWN = "-";
    private static final int WRONG_INPUT = 2;
    private static final Duration SINFO_LIMIT = Duration.ofSeconds(5);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of: probe, list, show, check");
    }

    @Command(
            name = "probe",
            mixinStandardHelpOptions = true,
            description =
                    "Measures cores, caches, memory bandwidth, arithmetic and Fourier transforms of this machine.")
    void probe(
            @Option(
                            names = "--name",
                            paramLabel = "NAME",
                            defaultValue = Machines.LOCAL,
                            description = "what to call this machine (default: local)")
                    String name,
            @Option(
                            names = "--seconds",
                            paramLabel = "S",
                            defaultValue = "" + MachineProbe.DEFAULT_SECONDS,
                            description = "time for measuring (default: ${DEFAULT-VALUE}); less is less exact")
                    double seconds,
            @Option(names = "-o", paramLabel = "FILE", description = "also write the machine record to this file")
                    Optional<Path> output,
            @Option(
                            names = "--catalogue",
                            paramLabel = "FILE",
                            description =
                                    "also write a machine file of the catalogue, with the partitions that sinfo tells")
                    Optional<Path> catalogue,
            @Mixin FormatOption format) {
        if (name.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--name is empty; expected a name");
        }
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is " + seconds + "; expected more than 0, at most 3600");
        }
        if (catalogue.isPresent() && (!NAME.matcher(name).matches() || name.equals(Clusters.LOCAL))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name is " + InputException.quote(name)
                            + "; expected for a machine file lower-case letters, digits and hyphens, and not 'local'");
        }
        PrintWriter err = spec.commandLine().getErr();
        MachineProfile profile =
                new MachineProbe(seconds, Clock.systemUTC(), key -> err.println("measuring " + key)).measure(name);
        output.ifPresent(file -> write(file, profile.toJson()));
        catalogue.ifPresent(file -> write(
                file,
                MeasuredMachine.of(profile, SlurmPartitions.answer(SlurmPartitions.SINFO, SINFO_LIMIT))
                        .toJson()));
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(profile.toJson(), out);
        } else {
            FormatOption.print(table(profile), out);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the machines that have a name.")
    void list(@Mixin MachinesFolder folder, @Mixin FormatOption format) {
        PrintWriter out = spec.commandLine().getOut();
        List<Cluster> clusters = new ArrayList<>(List.of(Clusters.local()));
        Clusters named = folder.clusters();
        clusters.addAll(named.all());
        MachinesFolder.warn(named, spec.commandLine());
        if (format.isJson()) {
            FormatOption.print(MachinesDocument.of(clusters), out);
        } else {
            FormatOption.print(MachineViews.list(clusters), out);
        }
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows all figures of a machine with their sources, and its partitions.")
    void show(
            @Parameters(paramLabel = "NAME", description = "name or alias of a machine, or a file (*.json)")
                    String name,
            @Mixin MachinesFolder folder,
            @Mixin FormatOption format) {
        Cluster cluster = name.equals(Clusters.LOCAL)
                ? Clusters.local()
                : MachineOption.cluster(name, folder.clusters(), spec.commandLine());
        PrintWriter out = spec.commandLine().getOut();
        if (format.isJson()) {
            FormatOption.print(cluster.toJson(), out);
        } else {
            MachineViews.show(cluster, out);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Checks machine files and measured records, and says in a line what was understood of each.")
    int check(@Parameters(arity = "1..*", paramLabel = "FILE", description = "files (*.json)") List<Path> files) {
        int status = 0;
        for (Path file : files) {
            try {
                spec.commandLine().getOut().println(file + ": " + MachineViews.summary(Cluster.read(file)));
            } catch (InputException e) {
                spec.commandLine().getErr().println(e.getMessage());
                status = WRONG_INPUT;
            }
        }
        return status;
    }

    private static void write(Path file, JsonNode document) {
        AtomicFile.write(file, (FormatOption.text(document) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<List<String>> table(MachineProfile profile) {
        Hardware hardware = profile.hardware();
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("machine", profile.name()));
        table.add(List.of("date", profile.date().toString()));
        table.add(List.of("java", profile.javaVersion()));
        table.add(List.of("processor", hardware.cpuModel().orElse(UNKNOWN)));
        table.add(List.of("sockets", text(hardware.sockets())));
        table.add(List.of("NUMA nodes", text(hardware.numaNodes())));
        table.add(List.of("cores", text(hardware.cores())));
        table.add(List.of("hardware threads", Integer.toString(hardware.hardwareThreads())));
        table.add(List.of(
                "clock now, nominal, highest",
                gigahertz(hardware.clockHz()) + ", " + gigahertz(hardware.clockNominalHz()) + ", "
                        + gigahertz(hardware.clockMaxHz())));
        table.add(List.of(
                "vectors", text(hardware.vectorBits()) + " bits (" + String.join(" ", hardware.vectorFlags()) + ")"));
        for (Cache cache : hardware.caches()) {
            table.add(List.of(
                    "cache level " + cache.level() + " " + cache.type(),
                    cache.count() + " of " + cache.bytes() / 1024 + " KiB, shared by "
                            + Quantities.counted(cache.sharedByThreads(), "thread")));
        }
        table.add(
                List.of("memory", String.format(Locale.ROOT, "%.1f GiB", hardware.memoryBytes() / (double) (1 << 30))));
        table.add(List.of("threads, where all cores work", Integer.toString(profile.threads())));
        profile.figures()
                .forEach((figure, rate) -> table.add(List.of(
                        figure.label(),
                        String.format(
                                Locale.ROOT,
                                "%.2f %s  (median %.1f %% lower)",
                                rate.value() / 1e9,
                                figure.unit(),
                                100 * rate.spread()))));
        return table;
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : UNKNOWN;
    }

    private static String gigahertz(OptionalLong hertz) {
        return hertz.isPresent() ? String.format(Locale.ROOT, "%.2f GHz", hertz.getAsLong() / 1e9) : UNKNOWN;
    }
}
