package org.qeperf.train.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.registry.ExampleRegistry.ANY;
import static org.qeperf.train.registry.ExampleRegistry.BENCH;
import static org.qeperf.train.registry.ExampleRegistry.bytes;
import static org.qeperf.train.registry.ExampleRegistry.id;
import static org.qeperf.train.registry.ExampleRegistry.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.ArtifactException;
import org.qeperf.train.registry.RegistryException.Kind;

class RegistryDamageTest {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path journal;
    private ModelRegistry registry;

    /** Two versions, of which the second is the champion. */
    @BeforeEach
    void fill() {
        folder = temporary.resolve("registry");
        journal = folder.resolve("journal.jsonl");
        registry = ExampleRegistry.open(folder);
        registry.register(bytes("a@1", 1), "x");
        registry.register(bytes("a@2", 2), "x");
        registry.assign(ANY, Alias.CHAMPION, id("a@1"), "first");
        registry.assign(ANY, Alias.CHAMPION, id("a@2"), "better");
    }

    private ModelRegistry reopened() {
        return ExampleRegistry.open(folder);
    }

    private Path file(String model) {
        return registry.current().versions().stream()
                .filter(v -> v.model().equals(id(model)))
                .map(v -> folder.resolve("models/" + v.sha256() + ".qeperf"))
                .findFirst()
                .orElseThrow();
    }

    private static String relative(Path file) {
        return "models/" + file.getFileName();
    }

    @ParameterizedTest
    @CsvSource({"1", "20", "60"})
    void aTornLastLineIsPassedOverAndThenCutOff(int torn) throws IOException {
        List<RegistryEvent> before = registry.history();
        String line = Files.readAllLines(journal).get(3).replace(":4,", ":5,");
        Files.writeString(journal, line.substring(0, torn), StandardOpenOption.APPEND);
        ModelRegistry other = reopened();
        assertEquals(before, other.history());
        other.rollBack(ANY, "worse");
        assertEquals(5, Files.readAllLines(journal).size());
        assertEquals(5, reopened().history().size());
        assertEquals("a@1", time(reopened().current(), BENCH));
        assertEquals(List.of(), reopened().current().problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format\"|\"form\"|'format' is not a text; expected a line as qeperf wrote it",
                "{|(|this is not JSON; expected a line as qeperf wrote it",
                "}|} {}|this is not JSON; expected a line as qeperf wrote it",
                "\"sequence\":2|\"sequence\":3|'sequence' is not 2; expected a line as qeperf wrote it",
                "\"sequence\":2|\"sequence\":2.5|'sequence' is not a whole number; expected a line as qeperf wrote it",
                "\"model\":\"a@2\"|\"model\":\"a@1\"|'model' a@1 is registered already; expected a line as qeperf wrote it",
                "\"model\":\"a@2\"|\"model\":\"a2\"|'model' has no version; expected a line as qeperf wrote it",
                "\"model\"|\"modal\"|'model' is missing; expected a line as qeperf wrote it",
                "\"sha256\":\"|\"sha256\":\"../|'sha256' is not a digest; expected a line as qeperf wrote it",
                "registry/1|registry/2|format 'qeperf-registry/2' was written by a newer qeperf; expected qeperf-registry/1, or use that qeperf",
                "registered|merged|event 'merged' was written by a newer qeperf; expected registered, assigned, withdrawn, rolled_back, or use that qeperf",
                "seconds_per|minutes_per|there is no target 'minutes_per_scf_iteration'; expected one of seconds_per_scf_iteration, scf_iterations,"
                        + " ionic_steps, seconds_outside_scf, peak_memory_per_rank; expected a line as qeperf wrote it"
            })
    void aDamagedLineIsNamed(String found, String replaced, String message) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        lines.set(1, lines.get(1).replace(found, replaced));
        Files.write(journal, lines);
        RegistryException e = assertThrows(RegistryException.class, this::reopened);
        assertEquals("registry/journal.jsonl:2: " + message, e.getMessage());
        assertEquals(Kind.DAMAGED, e.kind());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"alias\":\"champion\"|\"alias\":\"king\"|'alias' is not one of champion, challenger",
                "\"machine\":\"any\"|\"machine\":\"A\"|machine 'A'; expected lower-case letters, digits, hyphens, underscores and periods, at most 64",
                "seconds_per_scf_iteration|ionic_steps|'model' does not predict ionic_steps",
                "\"event\":\"assigned\"|\"event\":\"rolled_back\"|'model' is not the champion before",
                "\"alias\":\"champion\"|\"alias\":\"challenger\",\"reason\":\"x\"|this is not JSON",
                "\"event\":\"assigned\",\"target\":\"seconds_per_scf_iteration\",\"machine\":\"any\"|\"event\":\"withdrawn\",\"target\":\"seconds_per_scf_iteration\",\"machine\":\"b\"|there is no champion to withdraw"
            })
    void aLineThatDoesNotFitIsNamed(String found, String replaced, String message) throws IOException {
        List<String> lines = Files.readAllLines(journal);
        lines.set(3, lines.get(3).replace(found, replaced));
        Files.write(journal, lines);
        assertEquals(
                "registry/journal.jsonl:4: " + message + "; expected a line as qeperf wrote it",
                assertThrows(RegistryException.class, this::reopened).getMessage());
    }

    @Test
    void everyBitMattersOrChangesNothingButWords() throws IOException {
        byte[] good = Files.readAllBytes(journal);
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(journal, bad);
            try {
                ModelRegistry other = reopened();
                assertTrue(other.history().size() >= 3, "lines were lost");
            } catch (RegistryException e) {
                assertEquals(Kind.DAMAGED, e.kind());
                assertTrue(String.valueOf(e.getMessage()).startsWith("registry/journal.jsonl:"), e.getMessage());
            }
        }
    }

    @Test
    void whatWasReadGoesOnBeingServedWhenTheJournalIsDamaged() throws IOException, InterruptedException {
        byte[] good = Files.readAllBytes(journal);
        Files.writeString(journal, "no line\n", StandardOpenOption.APPEND);
        Thread.sleep(600);
        assertEquals("a@2", time(registry.current(), BENCH));
        assertEquals(
                List.of("registry/journal.jsonl:5: this is not JSON; expected a line as qeperf wrote it"),
                registry.current().problems());
        assertThrows(RegistryException.class, () -> registry.rollBack(ANY, "worse"));
        Files.delete(journal);
        Thread.sleep(600);
        assertEquals("a@2", time(registry.current(), BENCH));
        String gone =
                "registry/journal.jsonl: what was there has changed; expected the 4 lines read before, or a start anew";
        assertTrue(
                registry.current().problems().contains(gone), registry.current().problems()::toString);
        assertEquals(
                gone,
                assertThrows(RegistryException.class, () -> registry.rollBack(ANY, "worse"))
                        .getMessage());
        Files.write(journal, good);
        Thread.sleep(600);
        assertEquals(List.of(), registry.current().problems());
        registry.rollBack(ANY, "worse");
        assertEquals("a@1", time(registry.current(), BENCH));
    }

    @Test
    void aMissingChampionIsReportedAndTheOneBeforeAnswers() throws IOException {
        Path file = file("a@2");
        Files.delete(file);
        ServedModels served = reopened().current();
        assertEquals("a@1", time(served, BENCH));
        assertEquals(
                "a@2", served.version(ANY, Alias.CHAMPION).orElseThrow().model().toString());
        assertEquals("a@1", served.answering(ANY).model().toString());
        assertEquals("a@1", served.find("champion").model().toString());
        assertEquals(
                List.of(
                        "champion a@2 of seconds_per_scf_iteration on any machine cannot be used: " + relative(file)
                                + ": there is no such file; expected a@2 as it was registered; a@1 answers, the champion before",
                        relative(file) + ": missing or of another size; expected a@2 as it was registered"),
                served.problems());
        assertEquals(
                relative(file) + ": there is no such file; expected a@2 as it was registered",
                assertThrows(RegistryException.class, () -> served.find("a@2")).getMessage());
        ModelRegistry again = reopened();
        again.register(bytes("a@2", 2), "put back");
        assertEquals("a@2", time(again.current(), BENCH));
        assertEquals(List.of(), again.current().problems());
    }

    @Test
    void whereNoChampionCanBeUsedTheShippedModelAnswers() throws IOException {
        Path first = file("a@1");
        Path second = file("a@2");
        for (Path file : List.of(first, second)) {
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
        }
        ModelRegistry other = reopened();
        assertEquals(
                "pw-scf-any-machine@1", other.current().answering(ANY).model().toString());
        assertEquals(
                List.of("champion a@2 of seconds_per_scf_iteration on any machine cannot be used: " + relative(second)
                        + ": the content has changed; expected a@2 as it was registered; what answers where there is no"
                        + " champion does"),
                other.current().problems());
        assertEquals(
                "pw-scf-any-machine@1", other.rollBack(ANY, "damaged").model().toString());
        assertEquals(
                relative(second) + ": the content has changed; expected a@2 as it was registered",
                assertThrows(
                                RegistryException.class,
                                () -> other.assign(ANY, Alias.CHALLENGER, id("a@2"), "to be tried"))
                        .getMessage());
    }

    @Test
    void aModelThatShippedWithAnotherQeperfIsReported() throws IOException {
        Files.writeString(
                journal,
                Files.readAllLines(journal).get(3).replace(":4,", ":5,").replace("a@2", "pw-old@1") + "\n"
                        + Files.readAllLines(journal)
                                .get(3)
                                .replace(":4,", ":6,")
                                .replace("a@2", "pw-older@1")
                                .replace("champion", "challenger")
                        + "\n",
                StandardOpenOption.APPEND);
        ServedModels served = reopened().current();
        assertEquals("a@2", time(served, BENCH));
        assertEquals(
                List.of(
                        "challenger pw-older@1 of seconds_per_scf_iteration on any machine cannot be used: there is no such"
                                + " model; expected one that this qeperf ships or that was registered",
                        "champion pw-old@1 of seconds_per_scf_iteration on any machine cannot be used: there is no such"
                                + " model; expected one that this qeperf ships or that was registered; a@2 answers, the"
                                + " champion before"),
                served.problems());
    }

    @Test
    void hostileModelFilesAreRefusedAndLeaveNothing() throws IOException {
        byte[] sound = bytes("b@1", 1);
        Random random = new Random(7);
        assertEquals(
                "model file: there is no manifest.json; expected a sound model file",
                assertThrows(
                                ArtifactException.class,
                                () -> registry.register("no zip".getBytes(StandardCharsets.UTF_8), "x"))
                        .getMessage());
        int refused = 0;
        for (int i = 0; i < 100; i++) {
            byte[] bad = sound.clone();
            for (int k = 0; k <= i % 5; k++) {
                bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            }
            byte[] content = i % 3 == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
            try {
                // Dates of zip entries are nothing to a model.
                assertEquals(id("b@1"), registry.register(content, "x").model());
            } catch (ArtifactException e) {
                assertTrue(String.valueOf(e.getMessage()).startsWith("model file: "), e.getMessage());
                refused++;
            } catch (RegistryException e) {
                assertEquals("model b@1 is registered with other content; expected another version", e.getMessage());
            }
        }
        assertTrue(refused > 60, refused + " refused");
        int known = registry.history().size();
        assertTrue(known <= 5, known + " events");
        try (Stream<Path> files = Files.list(folder.resolve("models"))) {
            assertEquals(known - 2, files.count());
        }
    }

    @Test
    void halfWrittenFilesAreRemovedByTheNextWriter() throws IOException {
        Path half = Files.writeString(folder.resolve("models/.qeperf-1.tmp"), "half");
        registry.register(bytes("b@1", 1), "x");
        assertTrue(Files.notExists(half));
    }

    @Test
    void aFileInPlaceOfTheFolderIsAnError() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "x");
        assertThrows(UncheckedIOException.class, () -> ExampleRegistry.open(file));
    }
}
