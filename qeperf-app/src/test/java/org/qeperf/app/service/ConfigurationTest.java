package org.qeperf.app.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.app.service.http.ApiKeys;
import org.qeperf.app.service.http.HttpOptions;
import picocli.CommandLine.Option;

/** Where the values of settings come from, and what is wrong with them. */
class ConfigurationTest {

    private static final String DIGEST = ApiKeys.digest("a");

    @TempDir
    Path folder;

    private Configuration of(Map<Setting, String> flags, Map<String, String> environment, String file)
            throws IOException {
        Path path = Files.writeString(folder.resolve("serve.conf"), file);
        return Configuration.of(flags, environment, Optional.of(path), Path.of("/home/me"));
    }

    private static String wrong(String file) {
        return String.valueOf(assertThrows(
                        InputException.class,
                        () -> ConfigurationFile.read("serve.conf", file.getBytes(StandardCharsets.UTF_8)))
                .getMessage());
    }

    @Test
    void flagsGoBeforeTheEnvironmentAndThatBeforeTheFile() throws IOException {
        String file = "# ports\n\n port = 1\nworkers=3\nidle-seconds = 5\nretraining = on\n";
        ServiceOptions options = of(
                        Map.of(Setting.PORT, "3"),
                        Map.of("QEPERF_PORT", "2", "QEPERF_WORKERS", "4", "QEPERF_QUEUE", ""),
                        file)
                .options();
        assertEquals(3, options.http().port());
        assertEquals(4, options.http().workers());
        assertEquals(HttpOptions.defaults().queue(), options.http().queue());
        assertEquals(Duration.ofSeconds(5), options.http().idle());
        assertTrue(options.retraining());
    }

    @Test
    void defaultsAreLoopbackAndTheDataFolderOfTheDesktopRules() {
        Configuration nothing = Configuration.of(Map.of(), Map.of(), Optional.empty(), Path.of("/home/me"));
        assertEquals(ServiceOptions.in(Path.of("/home/me/.local/share/qeperf")), nothing.options());
        assertEquals("127.0.0.1", nothing.options().http().address());
        Configuration told =
                Configuration.of(Map.of(), Map.of("XDG_DATA_HOME", "/data"), Optional.empty(), Path.of("/home/me"));
        assertEquals(Path.of("/data/qeperf"), told.options().data());
    }

    @Test
    void readsKeysAndTheDatabase() throws IOException {
        Path keys = Files.writeString(folder.resolve("keys"), "# mine\n" + DIGEST + "\n");
        ServiceOptions options = of(
                        Map.of(Setting.KEYS_FILE, keys.toString()),
                        Map.of("QEPERF_DATABASE_PASSWORD", "secret"),
                        "keys = " + DIGEST + ", " + DIGEST + "\ndatabase-url = postgresql://db/q\ndatabase-user = q\n")
                .options();
        assertEquals(List.of(DIGEST, DIGEST, DIGEST), options.keyDigests());
        assertEquals(
                Optional.of(new ServiceOptions.Database("postgresql://db/q", "q", Optional.of("secret"))),
                options.database());
        assertFalse(options.toString().contains("secret"));
    }

    @Test
    void showsWhatIsInForceWithoutSecrets() throws IOException {
        String shown = of(Map.of(Setting.PORT, "3"), Map.of("QEPERF_DATABASE_PASSWORD", "secret"), "workers = 7")
                .print();
        assertTrue(shown.contains("port = 3\n#   port to listen on; 0 takes a free one; from --port\n"), shown);
        assertTrue(shown.contains("workers = 7\n#   threads that answer; from file\n"), shown);
        assertTrue(
                shown.contains(
                        "database-password = (hidden)\n#   password of the database; from QEPERF_DATABASE_PASSWORD\n"),
                shown);
        assertTrue(shown.contains("address = 127.0.0.1\n#   interface to listen on; from the defaults\n"), shown);
        assertFalse(shown.contains("secret"), shown);
    }

    @Test
    void saysWhereAFileIsWrong() {
        assertEquals(
                "serve.conf:2:2: unknown key 'prot'; expected one of address, host-name, port, data, machines, database-url,"
                        + " database-user, database-password, keys, keys-file, retraining, workers, queue, connections,"
                        + " max-upload, max-held, head-seconds, body-seconds, idle-seconds, answer-seconds, stop-seconds",
                wrong("#\n prot = 1"));
        assertEquals("serve.conf:1:8: the value '70000' of port is wrong; expected 0 to 65535", wrong("port = 70000"));
        assertEquals("serve.conf:1:1: the line 'port' has no equals sign; expected key = value", wrong("port"));
        assertEquals(
                "serve.conf:2:1: the key port is there twice; expected each key once", wrong("port = 1\nport = 1"));
        assertEquals(
                "serve.conf:1:8: the value 'abc' of keys is wrong; expected digests sha256:..., with commas between"
                        + " them",
                wrong("keys = abc"));
    }

    @Test
    void saysWhichFlagOrVariableIsWrong() {
        for (Map.Entry<Setting, String> bad : Map.of(
                        Setting.ADDRESS,
                        "",
                        Setting.RETRAINING,
                        "maybe",
                        Setting.DATABASE_URL,
                        "jdbc:h2:x",
                        Setting.DATA,
                        " ",
                        Setting.WORKERS,
                        "0",
                        Setting.MAX_UPLOAD,
                        "64M")
                .entrySet()) {
            Setting setting = bad.getKey();
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class,
                    () -> Configuration.of(Map.of(setting, bad.getValue()), Map.of(), Optional.empty(), folder));
            assertEquals(
                    setting.flag() + " is '" + bad.getValue() + "'; expected " + setting.expected(), e.getMessage());
        }
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> Configuration.of(Map.of(), Map.of("QEPERF_PORT", "x"), Optional.empty(), folder));
        assertEquals("QEPERF_PORT is 'x'; expected 0 to 65535", e.getMessage());
    }

    @Test
    void refusesBytesThatDoNotFitTogether() throws IOException {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> of(Map.of(), Map.of(), "max-upload = 5000\nmax-held = 9999"));
        assertEquals(
                "max-held is 9999 and max-upload is 5000; expected max-held to be at least twice max-upload",
                e.getMessage());
        HttpOptions http =
                of(Map.of(), Map.of(), "max-upload = 2000000000").options().http();
        assertTrue(http.totalBytes() >= 4_000_000_000L, "" + http.totalBytes());
    }

    @Test
    void readsTheNamesOfAProxy() throws IOException {
        assertEquals(
                List.of("a.example.org", "b"),
                of(Map.of(Setting.HOST_NAME, "a.example.org , b"), Map.of(), "")
                        .options()
                        .http()
                        .hostNames());
        for (String wrong : List.of("", "a b", "a,", "a/b", "a:80")) {
            assertFalse(Setting.HOST_NAME.accepts(wrong), wrong);
        }
    }

    @Test
    void takesNoSecretInTheAddressOfTheDatabase() {
        assertTrue(Setting.DATABASE_URL.accepts("postgresql://db:5432/q"));
        for (String wrong :
                List.of("postgresql://u:p@db/q", "postgresql://db/q?password=x", "postgresql://db?password=x/q")) {
            assertFalse(Setting.DATABASE_URL.accepts(wrong), wrong);
        }
    }

    @Test
    void everySettingButThePasswordHasAFlag() {
        Set<String> flags = new TreeSet<>();
        for (Method method : ServeFlags.class.getDeclaredMethods()) {
            Option option = method.getAnnotation(Option.class);
            if (option != null) {
                flags.addAll(List.of(option.names()));
            }
        }
        Set<String> settings = Arrays.stream(Setting.values())
                .filter(setting -> !setting.secret())
                .map(Setting::flag)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(settings, flags);
    }

    @Test
    void neverShowsWhatMayBeAKey() {
        InputException e = assertThrows(
                InputException.class,
                () -> ConfigurationFile.digests("keys", "qeperf_abc\n".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                "keys:1:1: the line is not the digest of a key; expected sha256: and 64 lower-case hexadecimal digits, as"
                        + " 'qeperf serve --new-key' prints them",
                e.getMessage());
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> new ApiKeys(List.of("x")));
        assertEquals(
                "not the digest of a key; expected sha256: and 64 lower-case hexadecimal digits", wrong.getMessage());
    }
}
