package org.qeperf.app.service;

import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of {@code serve} that can be set elsewhere too. Their values are checked with those of the other places. */
final class ServeFlags {

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    Map<Setting, String> values() {
        return values;
    }

    @Option(
            names = "--address",
            paramLabel = "A",
            description = "interface to listen on (default: 127.0.0.1, which only this machine reaches)")
    void address(String value) {
        values.put(Setting.ADDRESS, value);
    }

    @Option(
            names = "--host-name",
            paramLabel = "NAMES",
            description =
                    "names in the Host header besides localhost, with commas between them, where a proxy on this machine sends them on")
    void hostName(String value) {
        values.put(Setting.HOST_NAME, value);
    }

    @Option(names = "--port", paramLabel = "P", description = "port to listen on (default: 8765); 0 takes a free one")
    void port(String value) {
        values.put(Setting.PORT, value);
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder of models and runs (default: $XDG_DATA_HOME/qeperf or ~/.local/share/qeperf)")
    void data(String value) {
        values.put(Setting.DATA, value);
    }

    @Option(
            names = "--machines",
            paramLabel = "DIR",
            description = "folder of your own machine files and measured records, which win over those that ship")
    void machines(String value) {
        values.put(Setting.MACHINES, value);
    }

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "where runs are stored: postgresql://HOST:PORT/NAME (default: a file of the data folder)")
    void databaseUrl(String value) {
        values.put(Setting.DATABASE_URL, value);
    }

    @Option(names = "--database-user", paramLabel = "NAME", description = "user of the database")
    void databaseUser(String value) {
        values.put(Setting.DATABASE_USER, value);
    }

    @Option(names = "--keys", paramLabel = "DIGESTS", description = "digests of API keys, with commas between them")
    void keys(String value) {
        values.put(Setting.KEYS, value);
    }

    @Option(names = "--keys-file", paramLabel = "FILE", description = "file with digests of API keys, one in a line")
    void keysFile(String value) {
        values.put(Setting.KEYS_FILE, value);
    }

    @Option(
            names = "--retraining",
            paramLabel = "on|off",
            description = "whether models are trained anew from the runs that arrive (default: off)")
    void retraining(String value) {
        values.put(Setting.RETRAINING, value);
    }

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "threads that answer (default: as many as processors, at least 2)")
    void workers(String value) {
        values.put(Setting.WORKERS, value);
    }

    @Option(names = "--queue", paramLabel = "N", description = "most requests that wait for a thread (default: 64)")
    void queue(String value) {
        values.put(Setting.QUEUE, value);
    }

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "most connections; beyond, the one idle for longest makes room (default: 4096)")
    void connections(String value) {
        values.put(Setting.CONNECTIONS, value);
    }

    @Option(names = "--max-upload", paramLabel = "BYTES", description = "most bytes of a request (default: 64 MiB)")
    void maxUpload(String value) {
        values.put(Setting.MAX_UPLOAD, value);
    }

    @Option(
            names = "--max-held",
            paramLabel = "BYTES",
            description =
                    "most bytes of all requests and answers held at a time (default: a quarter of the heap, at least twice"
                            + " --max-upload)")
    void maxHeld(String value) {
        values.put(Setting.MAX_HELD, value);
    }

    @Option(names = "--head-seconds", paramLabel = "S", description = "time for the head of a request (default: 10)")
    void headSeconds(String value) {
        values.put(Setting.HEAD_SECONDS, value);
    }

    @Option(names = "--body-seconds", paramLabel = "S", description = "time for the body of a request (default: 60)")
    void bodySeconds(String value) {
        values.put(Setting.BODY_SECONDS, value);
    }

    @Option(
            names = "--idle-seconds",
            paramLabel = "S",
            description = "time that a connection stays open without a request (default: 60)")
    void idleSeconds(String value) {
        values.put(Setting.IDLE_SECONDS, value);
    }

    @Option(
            names = "--answer-seconds",
            paramLabel = "S",
            description = "time for a client to take its answer (default: 60)")
    void answerSeconds(String value) {
        values.put(Setting.ANSWER_SECONDS, value);
    }

    @Option(
            names = "--stop-seconds",
            paramLabel = "S",
            description = "time for requests under way when the service stops (default: 10)")
    void stopSeconds(String value) {
        values.put(Setting.STOP_SECONDS, value);
    }
}
