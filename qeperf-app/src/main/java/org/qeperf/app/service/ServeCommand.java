package org.qeperf.app.service;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.qeperf.app.service.http.ApiKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the service until it is told to stop. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serves predictions, advice and the page over HTTP until it is told to stop (Ctrl-C or SIGTERM).",
            "Every option can also stand in the configuration file as 'port = 8080', or in the environment as QEPERF_PORT=8080;"
                    + " an option goes before the environment, that before the file."
        },
        footer = {
            "",
            "The password of a database is read from QEPERF_DATABASE_PASSWORD or the file only.",
            "Whoever reaches the service may ask; what changes something needs an API key. Keys and their digests:",
            "  qeperf serve --new-key",
            "Other machines reach it if it listens on another address than 127.0.0.1; put a proxy with TLS before it then.",
            "",
            "Example: qeperf serve --port 8080 --data /srv/qeperf --keys-file /etc/qeperf/keys"
        })
public final class ServeCommand implements Callable<Integer> {

    private static final String LOG = "org.slf4j.simpleLogger.";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private ServeFlags flags;

    @Option(names = "--config", paramLabel = "FILE", description = "configuration file of lines 'key = value'")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--print-config", description = "shows what is in force and where it comes from, and ends")
    private boolean print;

    @Option(
            names = "--check",
            description = "starts, says where it would serve, and ends: tells what is wrong with a set-up")
    private boolean check;

    @Option(names = "--new-key", description = "makes an API key, shows it with the line that lets it in, and ends")
    private boolean newKey;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (newKey) {
            String key = ApiKeys.draw();
            out.println("API key, for those who may change something (it is not kept anywhere):");
            out.println("  " + key);
            out.println("line of the configuration file, or without 'keys =' of the file of --keys-file:");
            out.println("  keys = " + ApiKeys.digest(key));
            return 0;
        }
        Configuration configuration = configuration();
        if (print) {
            out.print(configuration.print());
            out.flush();
            return 0;
        }
        log();
        serve(configuration.options());
        return 0;
    }

    private void serve(ServiceOptions options) throws InterruptedException {
        warn(options);
        CountDownLatch stop = new CountDownLatch(1);
        StopSignals.tell(stop::countDown);
        try (QePerfService service = QePerfService.start(options)) {
            String address = options.http().address();
            String host = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
            spec.commandLine().getOut().println("qeperf serves on http://" + host + ":" + service.port() + "/");
            if (!check) {
                stop.await();
            }
        }
    }

    private void warn(ServiceOptions options) {
        PrintWriter err = spec.commandLine().getErr();
        if (options.keyDigests().isEmpty() && !isLoopback(options.http().address())) {
            err.println("warning: other machines reach this service on "
                    + options.http().address()
                    + ", and it has no API key: everybody may ask and nobody may change anything; 'qeperf serve --new-key'"
                    + " makes a key");
        }
    }

    /** Warnings, bugs, and what happened to models go to the standard error; told before anything of the service asks for a logger. */
    private static void log() {
        System.setProperty("org.jboss.logging.provider", "slf4j");
        System.setProperty(LOG + "defaultLogLevel", "warn");
        System.setProperty(LOG + "log." + Gardener.class.getName(), "info");
        System.setProperty(LOG + "showDateTime", "true");
        System.setProperty(LOG + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty(LOG + "showThreadName", "false");
    }

    private Configuration configuration() {
        try {
            return Configuration.of(flags.values(), System.getenv(), file, Path.of(System.getProperty("user.home")));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
