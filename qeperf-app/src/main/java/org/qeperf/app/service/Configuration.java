package org.qeperf.app.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.HttpOptions;

/** Values of settings with where each comes from: flags go before the environment, that before the file. */
final class Configuration {

    private static final String DATABASE_USER = "qeperf";

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Map<Setting, String> origins = new EnumMap<>(Setting.class);
    private final Path defaultData;

    private final Optional<Path> defaultMachines;

    private Configuration(Path defaultData, Optional<Path> defaultMachines) {
        this.defaultData = defaultData;
        this.defaultMachines = defaultMachines;
    }

    /**
     * Collects values.
     *
     * @param flags from the command line
     * @param environment of the process
     * @param file the configuration file
     * @throws IllegalArgumentException if a value of a flag or a variable is wrong, or values do not fit together
     */
    static Configuration of(
            Map<Setting, String> flags, Map<String, String> environment, Optional<Path> file, Path home) {
        Configuration all = new Configuration(
                ServiceOptions.defaultData(environment, home), ServiceOptions.defaultMachines(environment, home));
        file.ifPresent(path -> ConfigurationFile.read(String.valueOf(path.getFileName()), bytes(path))
                .forEach((setting, value) -> all.put(setting, value, "file")));
        for (Setting setting : Setting.values()) {
            String value = environment.getOrDefault(setting.variable(), "");
            // An empty variable is one that is not set.
            if (!value.isEmpty()) {
                check(setting, value, setting.variable());
                all.put(setting, value, setting.variable());
            }
        }
        flags.forEach((setting, value) -> {
            check(setting, value, setting.flag());
            all.put(setting, value, setting.flag());
        });
        all.http();
        return all;
    }

    /** What it comes to. */
    ServiceOptions options() {
        List<String> digests = new ArrayList<>(words(Setting.KEYS));
        text(Setting.KEYS_FILE)
                .map(Path::of)
                .ifPresent(path ->
                        digests.addAll(ConfigurationFile.digests(String.valueOf(path.getFileName()), bytes(path))));
        return new ServiceOptions(
                http(),
                text(Setting.DATA).map(Path::of).orElse(defaultData),
                text(Setting.MACHINES).map(Path::of).or(() -> defaultMachines),
                text(Setting.DATABASE_URL)
                        .map(url -> new ServiceOptions.Database(
                                url,
                                text(Setting.DATABASE_USER).orElse(DATABASE_USER),
                                text(Setting.DATABASE_PASSWORD))),
                digests,
                text(Setting.RETRAINING).filter("on"::equals).isPresent());
    }

    /** Each setting with its value and where it comes from, as lines of a configuration file. */
    String print() {
        HttpOptions http = http();
        StringBuilder out = new StringBuilder();
        for (Setting setting : Setting.values()) {
            Optional<String> told = text(setting);
            String value =
                    told.map(text -> setting.secret() ? "(hidden)" : text).orElseGet(() -> byDefault(setting, http));
            String line = value.isEmpty() ? "# " + setting.key() + " =" : setting.key() + " = " + value;
            out.append(line).append(System.lineSeparator());
            out.append("#   ").append(setting.help()).append("; from ");
            out.append(origins.getOrDefault(setting, "the defaults")).append(System.lineSeparator());
        }
        return out.toString();
    }

    private HttpOptions http() {
        HttpOptions standard = HttpOptions.defaults();
        int bodyBytes = (int) number(Setting.MAX_UPLOAD, standard.bodyBytes());
        return new HttpOptions(
                text(Setting.ADDRESS).orElse(standard.address()),
                (int) number(Setting.PORT, standard.port()),
                (int) number(Setting.WORKERS, standard.workers()),
                (int) number(Setting.QUEUE, standard.queue()),
                (int) number(Setting.CONNECTIONS, standard.connections()),
                bodyBytes,
                held(bodyBytes, standard),
                seconds(Setting.HEAD_SECONDS, standard.head()),
                seconds(Setting.BODY_SECONDS, standard.body()),
                seconds(Setting.IDLE_SECONDS, standard.idle()),
                seconds(Setting.ANSWER_SECONDS, standard.answer()),
                seconds(Setting.STOP_SECONDS, standard.stop()),
                words(Setting.HOST_NAME));
    }

    private long held(int bodyBytes, HttpOptions standard) {
        long least = HttpOptions.leastTotal(bodyBytes);
        long held = number(Setting.MAX_HELD, Math.max(least, standard.totalBytes()));
        if (held < least) {
            throw new IllegalArgumentException("max-held is " + held + " and max-upload is " + bodyBytes
                    + "; expected max-held to be at least twice max-upload");
        }
        return held;
    }

    private List<String> words(Setting setting) {
        return text(setting)
                .map(text ->
                        Arrays.stream(text.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
    }

    private String byDefault(Setting setting, HttpOptions http) {
        return switch (setting) {
            case ADDRESS -> http.address();
            case PORT -> "" + http.port();
            case DATA -> defaultData.toString();
            case RETRAINING -> "off";
            case WORKERS -> "" + http.workers();
            case QUEUE -> "" + http.queue();
            case CONNECTIONS -> "" + http.connections();
            case MAX_UPLOAD -> "" + http.bodyBytes();
            case MAX_HELD -> "" + http.totalBytes();
            case HEAD_SECONDS -> "" + http.head().toSeconds();
            case BODY_SECONDS -> "" + http.body().toSeconds();
            case IDLE_SECONDS -> "" + http.idle().toSeconds();
            case ANSWER_SECONDS -> "" + http.answer().toSeconds();
            case STOP_SECONDS -> "" + http.stop().toSeconds();
            case MACHINES -> defaultMachines.map(Path::toString).orElse("");
            case DATABASE_USER -> DATABASE_USER;
            case HOST_NAME, DATABASE_URL, DATABASE_PASSWORD, KEYS, KEYS_FILE -> "";
        };
    }

    private void put(Setting setting, String value, String origin) {
        values.put(setting, value);
        origins.put(setting, origin);
    }

    private Optional<String> text(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    private long number(Setting setting, long standard) {
        return text(setting).map(Long::parseLong).orElse(standard);
    }

    private Duration seconds(Setting setting, Duration standard) {
        return Duration.ofSeconds(number(setting, standard.toSeconds()));
    }

    private static void check(Setting setting, String value, String where) {
        if (!setting.accepts(value)) {
            String shown = setting.secret() ? "of a wrong form" : InputException.quote(value);
            throw new IllegalArgumentException(where + " is " + shown + "; expected " + setting.expected());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
