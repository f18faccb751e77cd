package org.qeperf.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A PostgreSQL server of the tests' own: in a temporary folder, on a free loopback port, with a password. */
final class PostgresServer {

    static final String USER = "postgres";
    static final String PASSWORD = "s3cret'word";

    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static PostgresServer shared;

    private final Path programs;
    private final Path folder;
    private final List<String> asUser;
    private final int port;

    private PostgresServer(Path programs) throws IOException {
        this.programs = programs;
        // Not below the build: every folder above has to be open to the server's user.
        folder = Files.createTempDirectory("qepg");
        boolean isRoot = "root".equals(System.getProperty("user.name"));
        // The server refuses to run as root.
        asUser = isRoot ? List.of("runuser", "-u", "postgres", "--") : List.of();
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot) {
            execute(List.of("chown", "-R", "postgres", folder.toString()));
        }
        run(
                "initdb",
                "-D",
                folder + "/data",
                "-A",
                "scram-sha-256",
                "-U",
                USER,
                "--pwfile=" + password,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        port = freePort();
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
        start();
    }

    /** The server of all tests of this JVM; where PostgreSQL is not installed the test is skipped. */
    static synchronized PostgresServer shared() {
        if (shared == null) {
            Optional<Path> programs = programs();
            assumeTrue(programs.isPresent(), "no initdb: PostgreSQL is not installed");
            try {
                shared = new PostgresServer(programs.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    private static Optional<Path> programs() {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> versions = Files.isDirectory(INSTALLED) ? Files.list(INSTALLED) : Stream.empty()) {
            versions.map(version -> version.resolve("bin")).forEach(folders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        folders.sort(Comparator.reverseOrder());
        Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).forEach(folders::add);
        return folders.stream()
                .filter(bin -> Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("pg_ctl")))
                .findFirst();
    }

    void start() throws IOException {
        run(
                "pg_ctl",
                "-D",
                folder + "/data",
                "-w",
                "-t",
                "60",
                "-l",
                folder + "/log",
                "-o",
                "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c shared_buffers=16MB -c fsync=off",
                "start");
    }

    /** Without a chance to tidy up, as in a crash. */
    void crash() throws IOException {
        run("pg_ctl", "-D", folder + "/data", "-m", "immediate", "-w", "stop");
    }

    /** A new schema without tables, which does for a database: that one would be 7 MB. */
    Database newDatabase() {
        String name = "runs" + SCHEMAS.incrementAndGet();
        execute("create schema " + name);
        Database database = database("postgres");
        return new Database(database.url() + "?currentSchema=" + name, database.user(), database.password());
    }

    Database database(String name) {
        return new Database("postgresql://127.0.0.1:" + port + "/" + name, USER, Optional.of(PASSWORD));
    }

    /** Runs a statement in the server's own database. */
    void execute(String sql) {
        try (Connection connection = connect(database("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.url(), database.user(), database.password().orElseThrow());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void remove() {
        try {
            crash();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUser);
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        execute(command);
    }

    /** Into a file, not a pipe: the server would keep the pipe open. */
    private void execute(List<String> command) throws IOException {
        Path output = Files.createTempFile("qepg", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.delete(output);
        }
    }
}
