package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Machine;

class MachineProfileTest {

    private static final Instant DATE = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        MachineProfile profile = profile(known());
        assertEquals(profile, MachineProfile.read(file(profile.toJson().toPrettyString())));
    }

    @Test
    void theUnknownIsNull() throws IOException {
        MachineProfile profile = profile(unknown());
        assertTrue(profile.toJson().get("cores").isNull());
        assertTrue(profile.toJson().get("clock_max_hz").isNull());
        assertEquals(profile, MachineProfile.read(file(profile.toJson().toString())));
    }

    @Test
    void keysAreStable() {
        assertEquals(
                "{\"format\":\"qeperf-machine/1\",\"name\":\"lab\",\"date\":\"2026-01-31T12:00:00Z\","
                        + "\"java_version\":\"17\",\"cpu_model\":\"Example\",\"sockets\":2,\"numa_nodes\":4,\"cores\":8,"
                        + "\"hardware_threads\":16,\"clock_hz\":1200000000,\"clock_nominal_hz\":2400000000,"
                        + "\"clock_max_hz\":3000000000,\"vector_flags\":[\"avx\",\"fma\"],\"vector_bits\":256,"
                        + "\"caches\":[{\"level\":1,\"type\":\"data\",\"size_bytes\":32768,\"shared_by_threads\":2,"
                        + "\"count\":8}],\"memory_bytes\":1024,\"measured_threads\":8,\"measured_array_bytes\":4096,"
                        + "\"memory_bandwidth_one_core_bytes_per_s\":1000,"
                        + "\"memory_bandwidth_all_cores_bytes_per_s\":1001,"
                        + "\"fma_rate_one_core_flop_per_s\":1002,\"fma_rate_all_cores_flop_per_s\":1003,"
                        + "\"matrix_multiply_rate_one_core_flop_per_s\":1004,"
                        + "\"matrix_multiply_rate_all_cores_flop_per_s\":1005,"
                        + "\"fft_48_rate_one_core_flop_per_s\":1006,\"fft_48_rate_all_cores_flop_per_s\":1007,"
                        + "\"fft_rate_one_core_flop_per_s\":1008,\"fft_rate_all_cores_flop_per_s\":1009,"
                        + "\"spread\":{\"memory_bandwidth_one_core_bytes_per_s\":0.125,"
                        + "\"memory_bandwidth_all_cores_bytes_per_s\":0.125,"
                        + "\"fma_rate_one_core_flop_per_s\":0.125,\"fma_rate_all_cores_flop_per_s\":0.125,"
                        + "\"matrix_multiply_rate_one_core_flop_per_s\":0.125,"
                        + "\"matrix_multiply_rate_all_cores_flop_per_s\":0.125,"
                        + "\"fft_48_rate_one_core_flop_per_s\":0.125,\"fft_48_rate_all_cores_flop_per_s\":0.125,"
                        + "\"fft_rate_one_core_flop_per_s\":0.125,\"fft_rate_all_cores_flop_per_s\":0.125}}",
                profile(known()).toJson().toString());
    }

    @Test
    void isTheMachineOfFeatures() {
        assertEquals(new Machine("lab", 8, 1024), profile(known()).toMachine());
        assertEquals(new Machine("lab", 3, 1024), profile(unknown()).toMachine());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "machine/1\"     | machine/2\"     | 1:2: format 'qeperf-machine/2'; expected 'qeperf-machine/1'",
                "\"name\":\"lab\" | \"name\":\" \"  | 1:30: 'name' is empty; expected the name of the machine",
                "\"name\":\"lab\" | \"name\":null   | 1:30: 'name' is 'null'; expected a text",
                "\"name\":\"lab\",| ``              | 1:1: 'name' is missing; expected it among the members"
                        + " of a machine record",
                "2026-01-31T12   | yesterday       | 1:43: 'date' is 'yesterday:00:00Z'; expected a time such as"
                        + " 2026-01-31T12:00:00Z",
                "\"Example\"     | 7               | 1:93: 'cpu_model' is '7'; expected a text or null",
                "\"cores\":8     | \"cores\":8.5   | 1:142: 'cores' is '8.5'; expected a whole number of at least 1, or"
                        + " null where unknown",
                "\"cores\":8     | \"cores\":2147483648 | 1:142: 'cores' is '2147483648'; expected a whole number of at"
                        + " least 1, or null where unknown",
                "_threads\":16   | _threads\":0    | 1:152: 'hardware_threads' is '0'; expected a whole number of at"
                        + " least 1",
                "1200000000      | -1              | 1:174: 'clock_hz' is '-1'; expected a whole number of at least 1,"
                        + " or null where unknown",
                "[\"avx\",       | [1,             | 1:252: a flag is '1'; expected an array of texts",
                "[\"avx\",\"fma\"]| {}             | 1:252: 'vector_flags' is '{}'; expected an array",
                "\"level\":1     | \"level\":0     | 1:299: cache 1 is '{\"level\":0,\"type\":\"data\",\"size_bytes\":32...';"
                        + " expected objects of level, type, size_bytes, shared_by_threads and count",
                "\"memory_bytes\":1024 | \"memory_bytes\":\"1\" | 1:387: 'memory_bytes' is '\"1\"'; expected a whole"
                        + " number of at least 1",
                "_s\":1008       | _s\":0          | 1:796: 'fft_rate_one_core_flop_per_s' is '0'; expected a positive"
                        + " number",
                "\"fft_rate_one_core_flop_per_s\":0.125 | \"fft_rate_one_core_flop_per_s\":1.5 | 1:869: 'spread' has"
                        + " '1.5' for 'fft_rate_one_core_flop_per_s'; expected an object with a number from 0 to 1 for"
                        + " each figure",
                "\"fft_rate_one_core_flop_per_s\":0.125,| `` | 1:869: 'spread' has nothing for"
                        + " 'fft_rate_one_core_flop_per_s'; expected an object with a number from 0 to 1 for each"
                        + " figure",
                "\"cores\":8,    | \"cores\":8,\"colour\":1, | 1:152: unknown member 'colour'; expected only those of a"
                        + " machine record",
                "\"cores\":8,    | \"cores\":8,\"socket\":1, | 1:152: unknown member 'socket', the nearest one is"
                        + " 'sockets'; expected only those of a machine record",
                "\"cores\":8,    | \"cores\":8,\"cores\":9, | 1:159: not JSON: Duplicate field 'cores'; expected one"
                        + " JSON object",
                "\"cores\":8,    | \"cores\":,     | 1:150: not JSON: Unexpected character (',' (code 44)): expected a"
                        + " valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false');"
                        + " expected one JSON object",
                "0.125}}         | 0.125}}{        | 1:1303: something follows the object; expected one JSON object",
                "{\"format\"     | [\"format\"     | 1:1: the text does not begin with an object; expected one JSON"
                        + " object",
            })
    void saysWhereARecordIsWrong(String what, String instead, String message) throws IOException {
        String good = profile(known()).toJson().toString();
        assertTrue(good.contains(what), what);
        Path file = file(good.replace(what, instead));
        assertEquals(
                file + ":" + message,
                assertThrows(InputException.class, () -> MachineProfile.read(file))
                        .getMessage());
    }

    @Test
    void anyBytesGiveARecordOrALocatedError() throws IOException {
        byte[] good = profile(known()).toJson().toPrettyString().getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = good.clone();
            for (int j = 0; j <= i % 3; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("any.json"), bytes);
            try {
                MachineProfile.read(file);
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(file + ":"), e.getMessage());
            }
        }
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Path file = file("{\"format\":" + "[".repeat(100_000));
        assertEquals(
                file + ":1:26: the text is nested deeper; expected at most 16 levels",
                assertThrows(InputException.class, () -> MachineProfile.read(file))
                        .getMessage());
    }

    @Test
    void aMissingFileIsNotARecord() {
        assertThrows(UncheckedIOException.class, () -> MachineProfile.read(folder.resolve("none")));
    }

    @Test
    void impossibleProfilesAreRefused() {
        assertEquals("a machine needs a name", refused(() -> profile(" ", 1, figures())));
        assertEquals(
                "machine 'lab' was measured with 0 threads and 4096 bytes",
                refused(() -> profile("lab", 0, figures())));
        Map<MachineFigure, Measurement> figures = figures();
        figures.remove(MachineFigure.FFT_RATE_ONE_CORE);
        assertEquals("machine 'lab' has no fft_rate_one_core_flop_per_s", refused(() -> profile("lab", 1, figures)));
        assertEquals(
                "a cache of level 1 with 0 bytes, shared by 1 threads, 1 times",
                refused(() -> new Cache(1, "data", 0, 1, 1)));
        assertEquals("a machine with 0 hardware threads", refused(() -> threads(0)));
    }

    private static String refused(Runnable what) {
        return assertThrows(IllegalArgumentException.class, what::run).getMessage();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("lab.json"), text);
    }

    private static MachineProfile profile(Hardware hardware) {
        return new MachineProfile("lab", DATE, "17", hardware, 8, 4096, figures());
    }

    private static MachineProfile profile(String name, int threads, Map<MachineFigure, Measurement> figures) {
        return new MachineProfile(name, DATE, "17", known(), threads, 4096, figures);
    }

    private static Map<MachineFigure, Measurement> figures() {
        Map<MachineFigure, Measurement> figures = new EnumMap<>(MachineFigure.class);
        for (MachineFigure figure : MachineFigure.values()) {
            figures.put(figure, new Measurement(1000 + figure.ordinal(), 0.125));
        }
        return figures;
    }

    private static Hardware known() {
        return new Hardware(
                Optional.of("Example"),
                OptionalInt.of(2),
                OptionalInt.of(4),
                OptionalInt.of(8),
                16,
                OptionalLong.of(1_200_000_000L),
                OptionalLong.of(2_400_000_000L),
                OptionalLong.of(3_000_000_000L),
                List.of("avx", "fma"),
                OptionalInt.of(256),
                List.of(new Cache(1, "data", 32768, 2, 8)),
                1024);
    }

    private static Hardware unknown() {
        return threads(3);
    }

    private static Hardware threads(int threads) {
        return new Hardware(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                threads,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                1024);
    }
}
