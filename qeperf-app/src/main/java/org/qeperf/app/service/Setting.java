package org.qeperf.app.service;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.qeperf.app.service.http.ApiKeys;

/** What can be set, with the name that the configuration file uses; the flag has hyphens before it. */
enum Setting {
    ADDRESS("interface to listen on", "a name or a number of an interface", Setting::isAddress),
    HOST_NAME(
            "names in the Host header besides localhost, where the service listens on loopback behind a proxy",
            "names, with commas between them",
            Setting::areNames),
    PORT("port to listen on; 0 takes a free one", "0 to 65535", text -> isWhole(text, 0, 65_535)),
    DATA("folder of the registry and the run store", "a path", Setting::isPath),
    MACHINES("folder of your own machine files", "a path", Setting::isPath),
    DATABASE_URL("address of the run store's database", "postgresql://HOST:PORT/NAME", Setting::isDatabase),
    DATABASE_USER("user of the database", "a name", text -> true),
    DATABASE_PASSWORD("password of the database", "a text", text -> true),
    KEYS("digests of the API keys", "digests sha256:..., with commas between them", Setting::areDigests),
    KEYS_FILE("file with digests of API keys, one in a line", "a path", Setting::isPath),
    RETRAINING(
            "whether models are trained anew from the runs that arrive", "on or off", text -> text.matches("on|off")),
    WORKERS("threads that answer", "1 to 1024", text -> isWhole(text, 1, 1024)),
    QUEUE("most requests that wait for a thread", "1 to 100000", text -> isWhole(text, 1, 100_000)),
    CONNECTIONS("most connections", "1 to 1000000", text -> isWhole(text, 1, 1_000_000)),
    MAX_UPLOAD("most bytes of a body", "1024 to 2000000000", text -> isWhole(text, 1024, 2_000_000_000)),
    MAX_HELD(
            "most bytes of all requests and answers held at a time, at least twice max-upload",
            "1024 to 1125899906842624",
            text -> isWhole(text, 1024, 1L << 50)),
    HEAD_SECONDS("time for the head of a request", "1 to 3600", text -> isWhole(text, 1, 3600)),
    BODY_SECONDS("time for the body of a request", "1 to 3600", text -> isWhole(text, 1, 3600)),
    IDLE_SECONDS("time that an idle connection stays open", "1 to 3600", text -> isWhole(text, 1, 3600)),
    ANSWER_SECONDS("time for a client to take its answer", "1 to 3600", text -> isWhole(text, 1, 3600)),
    STOP_SECONDS("time for requests under way when the service stops", "0 to 3600", text -> isWhole(text, 0, 3600));

    private final String help;
    private final String expected;
    private final Predicate<String> valid;

    Setting(String help, String expected, Predicate<String> valid) {
        this.help = help;
        this.expected = expected;
        this.valid = valid;
    }

    /** The name in the configuration file. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String flag() {
        return "--" + key();
    }

    String variable() {
        return "QEPERF_" + name();
    }

    String help() {
        return help;
    }

    String expected() {
        return expected;
    }

    boolean accepts(String text) {
        return valid.test(text);
    }

    /** Whether its value is never shown. */
    boolean secret() {
        return this == DATABASE_PASSWORD;
    }

    static Optional<Setting> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key().equals(key))
                .findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
    }

    private static boolean isWhole(String text, long least, long most) {
        if (!text.matches("[0-9]{1,18}")) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
    }

    private static boolean isPath(String text) {
        return !text.isBlank() && text.indexOf('\0') < 0;
    }

    private static boolean isDatabase(String text) {
        return text.matches("(jdbc:)?postgresql://[^/@?#]+/[^/@?#]+");
    }

    private static boolean areNames(String text) {
        return text.matches("[A-Za-z0-9.-]+(\\s*,\\s*[A-Za-z0-9.-]+)*");
    }

    private static boolean areDigests(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).allMatch(ApiKeys::isDigest);
    }

    private static boolean isAddress(String text) {
        try {
            return !text.isBlank() && InetAddress.getByName(text) != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
