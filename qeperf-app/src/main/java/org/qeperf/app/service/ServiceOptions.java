package org.qeperf.app.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.app.service.http.HttpOptions;

/**
 * What a service is told when it starts.
 *
 * @param http where it listens and what it bears
 * @param data folder of the registry and the run store; made if it is missing
 * @param machines folder of the user's own machine files
 * @param database where runs are stored, if not in a file of the data folder
 * @param keyDigests digests of the API keys
 * @param retraining whether models are trained anew from the runs that arrive
 */
public record ServiceOptions(
        HttpOptions http,
        Path data,
        Optional<Path> machines,
        Optional<Database> database,
        List<String> keyDigests,
        boolean retraining) {

    /** Copies the list. */
    public ServiceOptions {
        keyDigests = List.copyOf(keyDigests);
    }

    /**
     * A PostgreSQL database.
     *
     * @param url {@code postgresql://HOST:PORT/NAME}
     * @param user the role to log in as
     * @param password password; never printed
     */
    public record Database(String url, String user, Optional<String> password) {

        @Override
        public String toString() {
            return "Database[" + url + "]";
        }
    }

    /** With this data folder, and all else as it is where nothing is said. */
    public static ServiceOptions in(Path data) {
        return new ServiceOptions(HttpOptions.defaults(), data, Optional.empty(), Optional.empty(), List.of(), false);
    }

    /** The same with another server. */
    public ServiceOptions with(HttpOptions other) {
        return new ServiceOptions(other, data, machines, database, keyDigests, retraining);
    }

    /** Where data lie if nothing is said: {@code $XDG_DATA_HOME/qeperf}, else {@code ~/.local/share/qeperf}. */
    static Path defaultData(Map<String, String> environment, Path home) {
        // A relative one does not count (XDG Base Directory Specification).
        Path told = Path.of(environment.getOrDefault("XDG_DATA_HOME", ""));
        return (told.isAbsolute() ? told : home.resolve(".local/share")).resolve("qeperf");
    }

    /** Where machine files lie if nothing is said: {@code $XDG_CONFIG_HOME/qeperf/machines}, if there is such a folder. */
    static Optional<Path> defaultMachines(Map<String, String> environment, Path home) {
        Path told = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
        return Optional.of((told.isAbsolute() ? told : home.resolve(".config")).resolve("qeperf/machines"))
                .filter(Files::isDirectory);
    }
}
