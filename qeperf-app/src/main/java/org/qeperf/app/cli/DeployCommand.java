package org.qeperf.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.QePerfException;
import org.qeperf.app.deploy.DeploymentCheck;
import org.qeperf.app.deploy.DeploymentCheck.Answer;
import org.qeperf.app.deploy.DeploymentCheck.Verdict;
import org.qeperf.app.deploy.NginxSite;
import org.qeperf.app.deploy.SystemdUnit;
import org.qeperf.runtime.artifact.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the files that put the prediction service on a machine, and the batch job that trains a model.",
            "Nothing is installed or started: docs/deployment.md says where the files go."
        },
        subcommands = TrainingJobCommand.class,
        footer = {
            "",
            "Example: qeperf deploy systemd --memory 2GB --keys-file /etc/qeperf/keys -o deployment",
            "         qeperf deploy nginx --server-name qeperf.example.org -o deployment",
            "         qeperf deploy check deployment"
        })
final class DeployCommand implements Runnable {

    private static final String SECRET = "rw-------";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** What unit and site have to agree in. */
    static final class ServiceOptions {

        @Option(
                names = "--address",
                paramLabel = "A",
                defaultValue = "127.0.0.1",
                description = "number of the interface that the service listens at (default: ${DEFAULT-VALUE})")
        private String address = "127.0.0.1";

        @Option(
                names = "--port",
                paramLabel = "P",
                defaultValue = "8765",
                description = "port that the service listens at (default: ${DEFAULT-VALUE})")
        private int port;

        @Option(
                names = "--max-upload",
                paramLabel = "SIZE",
                defaultValue = "64MB",
                description = "largest request, below 2GB (default: ${DEFAULT-VALUE})")
        private String maxUpload = "64MB";

        @Option(names = "-o", required = true, paramLabel = "DIR", description = "folder to write to")
        @SuppressWarnings("NullAway.Init")
        private Path folder;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected one of: systemd, nginx, check, training-job");
    }

    @Command(
            name = "systemd",
            mixinStandardHelpOptions = true,
            description = {
                "Writes a unit of systemd (247 or newer), " + SystemdUnit.FILE + ", and its environment, "
                        + SystemdUnit.ENVIRONMENT_FILE + ",",
                "which only its owner may read."
            })
    void systemd(
            @Mixin ServiceOptions service,
            @Option(
                            names = "--java",
                            paramLabel = "FILE",
                            defaultValue = "/usr/bin/java",
                            description = "Java 17 or newer (default: ${DEFAULT-VALUE})")
                    String java,
            @Option(
                            names = "--jar",
                            paramLabel = "FILE",
                            defaultValue = "/opt/qeperf/qeperf.jar",
                            description = "qeperf.jar, with its folder lib beside it (default: ${DEFAULT-VALUE})")
                    String jar,
            @Option(
                            names = "--data",
                            paramLabel = "DIR",
                            defaultValue = "/var/lib/qeperf",
                            description = "folder of models and runs (default: ${DEFAULT-VALUE})")
                    String data,
            @Option(
                            names = "--user",
                            paramLabel = "NAME",
                            description = "who it runs as (default: a user that systemd makes for it)")
                    @Nullable
                    String user,
            @Option(
                            names = "--memory",
                            paramLabel = "SIZE",
                            defaultValue = "1GB",
                            description =
                                    "memory of Java's heap; a GB is 2^30 bytes; the unit may use half as much, at least 512MB,"
                                            + " besides (default: ${DEFAULT-VALUE})")
                    String memory,
            @Option(names = "--keys-file", paramLabel = "FILE", description = "file of the API keys (default: none)")
                    @Nullable
                    String keys) {
        double heap = JobChoices.bytes("--memory", memory, spec.commandLine());
        int upload = upload(service);
        SystemdUnit unit = checked(() -> new SystemdUnit(
                java,
                jar,
                service.address,
                service.port,
                data,
                Optional.ofNullable(user),
                (long) heap,
                upload,
                Optional.ofNullable(keys)));
        write(service.folder.resolve(SystemdUnit.FILE), unit.unit());
        Path environment = service.folder.resolve(SystemdUnit.ENVIRONMENT_FILE);
        write(environment, unit.environment());
        try {
            Files.setPosixFilePermissions(environment, PosixFilePermissions.fromString(SECRET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Command(
            name = "nginx",
            mixinStandardHelpOptions = true,
            description =
                    "Writes a site of NGINX (1.18 or newer) with TLS in front of the service, " + NginxSite.FILE + ".")
    void nginx(
            @Mixin ServiceOptions service,
            @Option(
                            names = "--server-name",
                            required = true,
                            paramLabel = "NAME",
                            description = "name that the site is called by")
                    String serverName,
            @Option(
                            names = "--tls-certificate",
                            paramLabel = "FILE",
                            description = "chain of certificates, PEM (default: what certbot keeps for the name)")
                    @Nullable
                    String certificate,
            @Option(names = "--tls-key", paramLabel = "FILE", description = "its key, PEM (default: likewise)")
                    @Nullable
                    String key) {
        int upload = upload(service);
        NginxSite site = checked(() -> NginxSite.of(
                serverName,
                service.address,
                service.port,
                upload,
                Optional.ofNullable(certificate),
                Optional.ofNullable(key)));
        write(service.folder.resolve(NginxSite.FILE), site.text());
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = {
                "Asks systemd-analyze and nginx, where they are here, what they think of the files of a folder,",
                "and whether these agree with one another. It fails if anything is wrong."
            })
    void check(@Parameters(paramLabel = "DIR", description = "where the files are") Path folder)
            throws InterruptedException {
        List<Answer> answers = DeploymentCheck.of(folder);
        if (answers.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "there is nothing to check in " + folder + "; expected " + SystemdUnit.FILE + ", "
                            + SystemdUnit.ENVIRONMENT_FILE + " or " + NginxSite.FILE);
        }
        List<List<String>> table = new ArrayList<>();
        for (Answer answer : answers) {
            table.add(List.of(answer.question(), answer.verdict().name().toLowerCase(Locale.ROOT), answer.detail()));
        }
        FormatOption.print(table, spec.commandLine().getOut());
        long bad = answers.stream()
                .filter(answer -> answer.verdict() == Verdict.BAD)
                .count();
        if (bad > 0) {
            throw new QePerfException(bad + " of " + answers.size() + " answers are bad");
        }
    }

    private int upload(ServiceOptions service) {
        double bytes = JobChoices.bytes("--max-upload", service.maxUpload, spec.commandLine());
        if (bytes > Integer.MAX_VALUE) {
            throw new ParameterException(
                    spec.commandLine(), "--max-upload is " + service.maxUpload + "; expected less than 2GB");
        }
        return (int) bytes;
    }

    private <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw JobChoices.wrong(e, spec.commandLine());
        }
    }

    private void write(Path file, String text) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        spec.commandLine().getErr().println("written: " + file);
    }
}
