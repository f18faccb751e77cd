package org.qeperf.train.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.registry.ExampleRegistry.ANY;
import static org.qeperf.train.registry.ExampleRegistry.BENCH;
import static org.qeperf.train.registry.ExampleRegistry.ON_BENCH;
import static org.qeperf.train.registry.ExampleRegistry.bytes;
import static org.qeperf.train.registry.ExampleRegistry.id;
import static org.qeperf.train.registry.ExampleRegistry.time;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.train.registry.RegistryException.Kind;

class ModelRegistryTest {

    private static final Machine OTHER = new Machine("Other", 48, 1L << 38);

    @TempDir
    private Path folder;

    private ModelRegistry registry;

    @BeforeEach
    void open() {
        registry = ExampleRegistry.open(folder.resolve("registry"));
    }

    private void register(String... models) {
        for (String model : models) {
            registry.register(bytes(model, 1), "trained on runs");
        }
    }

    private void promote(Slot slot, String model) {
        registry.assign(slot, Alias.CHAMPION, id(model), "better");
    }

    private void challenge(Slot slot, String model) {
        registry.assign(slot, Alias.CHALLENGER, id(model), "to be tried");
    }

    private static void refused(Kind kind, String message, Executable step) {
        RegistryException e = assertThrows(RegistryException.class, step);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @Test
    void anEmptyRegistryServesWhatShipsAndMakesNoFolder() {
        ServedModels served = registry.current();
        assertEquals(ExampleRegistry.SHIPPED.own(), served.champions(new Machine("x", 2, 1), 1));
        assertEquals(ExampleRegistry.SHIPPED.anyMachine(), served.champions(new Machine("x", 2, 1), 2));
        assertEquals(ExampleRegistry.SHIPPED.anyMachine(), served.champions(OTHER, 1));
        assertEquals(6, served.versions().size());
        assertTrue(served.versions().stream().allMatch(v -> v.origin().equals("shipped")));
        assertEquals(0, served.generation());
        assertEquals(List.of(), served.problems());
        assertEquals(Map.of(), served.challengers(BENCH));
        assertEquals("pw-scf-any-machine@1", served.find("champion").model().toString());
        assertEquals("pw-scf-any-machine@1", served.answering(ON_BENCH).model().toString());
        assertFalse(Files.exists(folder.resolve("registry")));
    }

    /** A decision that was made before somebody else changed the slot is not carried out. */
    @Test
    void aChangeMeanwhileIsNotOverwritten() {
        registry.register(bytes("mine@1", 1), "test");
        registry.register(bytes("mine@2", 2), "test");
        registry.assign(ExampleRegistry.ON_BENCH, Alias.CHALLENGER, id("mine@1"), "to be tried");
        long challenge = registry.current().lastChange(ExampleRegistry.ON_BENCH);
        assertEquals(3, challenge);
        assertEquals(0, registry.current().lastChange(ExampleRegistry.ANY));
        registry.assign(ExampleRegistry.ANY, Alias.CHALLENGER, id("mine@1"), "another slot");
        ExampleRegistry.open(folder.resolve("registry"))
                .assign(ExampleRegistry.ON_BENCH, Alias.CHAMPION, id("mine@2"), "a person did");
        assertFalse(registry.assignUnlessChanged(
                ExampleRegistry.ON_BENCH, Alias.CHAMPION, id("mine@1"), "decided before", challenge));
        assertFalse(registry.withdrawUnlessChanged(
                ExampleRegistry.ON_BENCH, Alias.CHALLENGER, "decided before", challenge));
        assertEquals(5, registry.history().size());
        long now = registry.current().lastChange(ExampleRegistry.ON_BENCH);
        assertEquals(5, now);
        assertTrue(registry.assignUnlessChanged(
                ExampleRegistry.ON_BENCH, Alias.CHAMPION, id("mine@1"), "decided now", now));
        assertTrue(registry.withdrawUnlessChanged(ExampleRegistry.ON_BENCH, Alias.CHAMPION, "decided now", 6));
        assertEquals(7, registry.history().size());
    }

    @Test
    void aVersionNeverChanges() {
        byte[] content = bytes("mine@1", 1);
        ModelVersion version = registry.register(content, "trained on runs");
        assertEquals("mine@1", version.model().toString());
        assertEquals(ExampleRegistry.TIME, version.target());
        assertEquals(Digest.sha256(content), version.sha256());
        assertEquals(content.length, version.bytes());
        assertEquals("trained on runs", version.origin());
        assertEquals(version, registry.register(content, "said otherwise"));
        assertEquals(1, registry.history().size());
        refused(
                Kind.CONFLICT,
                "model mine@1 is registered with other content; expected another version",
                () -> registry.register(bytes("mine@1", 2), "again"));
        assertArrayEquals(content, registry.content(version.model()));
        content[0] = 0;
        assertEquals(
                version.sha256(),
                Digest.sha256(ExampleRegistry.open(folder.resolve("registry")).content(version.model())));
    }

    @Test
    void namesOfShippedModelsAndAliasesAreReserved() {
        refused(
                Kind.CONFLICT,
                "model file: the name pw-scf-any-machine is reserved for a model that ships with qeperf; expected another name",
                () -> register("pw-scf-any-machine@2"));
        refused(
                Kind.CONFLICT,
                "new.qeperf: the name champion is reserved for an alias; expected another name",
                () -> registry.register("new.qeperf", bytes("champion@2", 1), "x"));
        ModelVersion shipped = registry.register(ExampleRegistry.shippedFile(), "sent");
        assertEquals("shipped", shipped.origin());
        assertEquals(0, registry.history().size());
        assertArrayEquals(ExampleRegistry.shippedFile(), registry.content(shipped.model()));
    }

    @Test
    void onlyWhatIsServedCanBeRegistered() {
        refused(
                Kind.INVALID,
                "model file: model mine@1 predicts 'happiness' in '1'; expected one of seconds_per_scf_iteration,"
                        + " scf_iterations, ionic_steps, seconds_outside_scf, peak_memory_per_rank",
                () -> registry.register(bytes("mine@1", new Target("happiness", "1"), 1), "x"));
        refused(
                Kind.INVALID,
                "model file: model mine@1 predicts 'scf_iterations' in 's'; expected one of seconds_per_scf_iteration,"
                        + " scf_iterations, ionic_steps, seconds_outside_scf, peak_memory_per_rank",
                () -> registry.register(bytes("mine@1", new Target("scf_iterations", "s"), 1), "x"));
    }

    @Test
    void reasonsAreOneLine() {
        refused(
                Kind.INVALID,
                "origin ''; expected one line of 1 to 500 characters",
                () -> registry.register(bytes("mine@1", 1), ""));
        refused(
                Kind.INVALID,
                "reason 'a\\u000ab'; expected one line of 1 to 500 characters",
                () -> registry.rollBack(ANY, "a\nb"));
        refused(
                Kind.INVALID,
                "reason '" + "x".repeat(40) + "...'; expected one line of 1 to 500 characters",
                () -> registry.withdraw(ANY, Alias.CHAMPION, "x".repeat(501)));
    }

    @Test
    void theMachinesChampionComesBeforeThatOfAnyMachineBeforeTheShippedOne() {
        register("all@1", "bench@1");
        promote(ANY, "all@1");
        assertEquals("all@1", time(registry.current(), BENCH));
        assertEquals("all@1", time(registry.current(), OTHER));
        promote(ON_BENCH, "bench@1");
        assertEquals("bench@1", time(registry.current(), BENCH));
        assertEquals("bench@1", time(registry.current(), new Machine("BENCH", 8, 1)));
        assertEquals("all@1", time(registry.current(), OTHER));
        RunModels models = registry.current().champions(BENCH, 4);
        assertEquals("bench@1", models.secondsPerScfIteration().model().toString());
        assertSame(ExampleRegistry.SHIPPED.own().scfIterations(), models.scfIterations());
        registry.withdraw(ON_BENCH, Alias.CHAMPION, "worse");
        assertEquals("all@1", time(registry.current(), BENCH));
        promote(ANY, "pw-seconds-per-scf-iteration@1");
        assertEquals("pw-seconds-per-scf-iteration@1", time(registry.current(), OTHER));
        assertEquals(
                List.of("all@1", "bench@1"),
                registry.current().versions().stream()
                        .skip(6)
                        .map(v -> v.model().toString())
                        .toList());
    }

    @Test
    void rollingBackUndoesOneChangeAfterAnother() {
        register("a@1", "a@2", "a@3");
        promote(ANY, "a@1");
        promote(ANY, "a@2");
        promote(ANY, "a@2");
        promote(ANY, "a@3");
        assertEquals("a@2", registry.rollBack(ANY, "worse").model().toString());
        assertEquals("a@1", registry.rollBack(ANY, "worse").model().toString());
        promote(ANY, "a@3");
        registry.withdraw(ANY, Alias.CHAMPION, "all are bad");
        assertEquals("a@3", registry.rollBack(ANY, "not so bad").model().toString());
        assertEquals("a@1", registry.rollBack(ANY, "bad").model().toString());
        assertEquals(
                "pw-scf-any-machine@1", registry.rollBack(ANY, "bad").model().toString());
        assertEquals(Optional.empty(), registry.current().version(ANY, Alias.CHAMPION));
        refused(
                Kind.CONFLICT,
                "the champion of seconds_per_scf_iteration on any machine was not changed; expected a change to undo",
                () -> registry.rollBack(ANY, "once more"));
        refused(
                Kind.CONFLICT,
                "the champion of seconds_per_scf_iteration on bench was not changed; expected a change to undo",
                () -> registry.rollBack(ON_BENCH, "once more"));
        promote(ON_BENCH, "a@1");
        promote(ANY, "a@2");
        assertEquals("a@2", registry.rollBack(ON_BENCH, "bad").model().toString());
    }

    @Test
    void theHistoryTellsWhatWasDoneAndWhy() {
        register("a@1");
        challenge(ON_BENCH, "a@1");
        promote(ON_BENCH, "a@1");
        registry.rollBack(ON_BENCH, "worse");
        List<RegistryEvent> history = registry.history();
        assertEquals(
                List.of(
                        "1 REGISTERED a@1 trained on runs",
                        "2 ASSIGNED a@1 to be tried",
                        "3 ASSIGNED a@1 better",
                        "4 ROLLED_BACK - worse"),
                history.stream()
                        .map(e -> e.sequence() + " " + e.kind() + " "
                                + e.model().map(Object::toString).orElse("-") + " " + e.reason())
                        .toList());
        assertEquals(
                Optional.of(registry.current().versions().get(6)),
                history.get(0).version());
        assertEquals(Optional.of(ON_BENCH), history.get(1).slot());
        assertEquals(Optional.of(Alias.CHALLENGER), history.get(1).alias());
        assertEquals(4, registry.current().generation());
        assertEquals(history, ExampleRegistry.open(folder.resolve("registry")).history());
    }

    @Test
    void challengersPredictBesideTheChampionThatAnswers() {
        register("a@1", "a@2", "a@3");
        challenge(ANY, "a@1");
        assertEquals("a@1", challenger(BENCH));
        assertEquals("a@1", challenger(OTHER));
        assertEquals("a@1", registry.current().find("challenger").model().toString());
        promote(ON_BENCH, "a@2");
        assertEquals("none", challenger(BENCH));
        assertEquals("a@1", challenger(OTHER));
        challenge(ON_BENCH, "a@3");
        assertEquals("a@3", challenger(BENCH));
        promote(ON_BENCH, "a@3");
        assertEquals("none", challenger(BENCH));
        challenge(ON_BENCH, "a@2");
        registry.rollBack(ON_BENCH, "worse");
        assertEquals("none", challenger(BENCH));
        refused(
                Kind.CONFLICT,
                "model a@2 is the champion of seconds_per_scf_iteration on bench; expected another challenger",
                () -> challenge(ON_BENCH, "a@2"));
        registry.withdraw(ANY, Alias.CHALLENGER, "tried");
        assertEquals("none", challenger(OTHER));
        refused(
                Kind.CONFLICT,
                "there is no challenger of seconds_per_scf_iteration on any machine to withdraw; expected one",
                () -> registry.withdraw(ANY, Alias.CHALLENGER, "tried"));
        refused(
                Kind.UNKNOWN,
                "there is no challenger of seconds_per_scf_iteration on any machine; expected one assigned",
                () -> registry.current().find("challenger"));
    }

    private String challenger(Machine machine) {
        RuntimePredictor model = registry.current().challengers(machine).get(ExampleRegistry.TIME);
        return model == null ? "none" : model.model().toString();
    }

    @Test
    void anAliasNeedsAModelOfItsTarget() {
        register("a@1");
        refused(
                Kind.UNKNOWN,
                "there is no model b@1; expected one that was registered or ships",
                () -> promote(ANY, "b@1"));
        refused(
                Kind.CONFLICT,
                "model a@1 predicts seconds_per_scf_iteration; expected one of scf_iterations",
                () -> promote(new Slot(Target.SCF_ITERATIONS, Slot.ANY_MACHINE), "a@1"));
        refused(
                Kind.INVALID,
                "a slot for 'happiness' in '1'; expected one of seconds_per_scf_iteration, scf_iterations, ionic_steps,"
                        + " seconds_outside_scf, peak_memory_per_rank",
                () -> promote(new Slot(new Target("happiness", "1"), Slot.ANY_MACHINE), "a@1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bench", "a b", "ä", "-a"})
    void machinesOfSlotsHavePlainNames(String machine) {
        assertEquals(
                "machine '" + machine
                        + "'; expected lower-case letters, digits, hyphens, underscores and periods, at most 64",
                assertThrows(IllegalArgumentException.class, () -> new Slot(ExampleRegistry.TIME, machine))
                        .getMessage());
    }

    @Test
    void modelsAreFoundByNameAndVersion() {
        register("a@2", "a@1", "b@1");
        ServedModels served = registry.current();
        assertEquals("a@1", served.find("a").model().toString());
        assertEquals("a@2", served.find("a@2").model().toString());
        assertEquals("pw-ionic-steps@1", served.find("pw-ionic-steps").model().toString());
        refused(
                Kind.UNKNOWN,
                "there is no model 'c'; known are pw-seconds-per-scf-iteration@1, pw-scf-iterations@1, pw-ionic-steps@1,"
                        + " pw-seconds-outside-scf@1, pw-peak-memory-per-rank@1, pw-scf-any-machine@1, a@2, a@1, b@1",
                () -> served.find("c"));
        for (int i = 0; i < 13; i++) {
            register("many@" + i);
        }
        assertTrue(
                assertThrows(RegistryException.class, () -> registry.current().find("c"))
                        .getMessage()
                        .endsWith(", many@10 and 2 more"));
    }

    @Test
    void aRequestKeepsWhatItBeganWith() {
        register("a@1", "a@2");
        promote(ANY, "a@1");
        ServedModels before = registry.current();
        promote(ANY, "a@2");
        assertEquals("a@1", time(before, BENCH));
        assertEquals("a@2", time(registry.current(), BENCH));
        assertSame(registry.current(), registry.current());
        assertSame(registry.current().champions(BENCH, 1), registry.current().champions(BENCH, 1));
    }

    @Test
    void askingWhoAnswersAllocatesNothing() {
        register("a@1");
        promote(ON_BENCH, "a@1");
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ask(20_000);
        long before = thread.getCurrentThreadAllocatedBytes();
        ask(20_000);
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;
        // A look at the journal, twice a second, may fall into it.
        assertTrue(allocated < 20_000, allocated + " bytes");
    }

    private void ask(int times) {
        RunModels expected = registry.current().champions(BENCH, 1);
        for (int i = 0; i < times; i++) {
            assertSame(expected, registry.current().champions(BENCH, 1));
        }
    }

    @Test
    void whoOpenedTheFolderTooSeesChangesWithinASecond() throws InterruptedException {
        ModelRegistry reader = ExampleRegistry.open(folder.resolve("registry"));
        assertEquals(0, reader.current().generation());
        register("a@1");
        promote(ANY, "a@1");
        Thread.sleep(1000);
        assertEquals("a@1", time(reader.current(), BENCH));
        assertEquals(2, reader.current().generation());
        promote(ANY, "pw-scf-any-machine@1");
        reader.rollBack(ANY, "worse");
        assertEquals("a@1", time(reader.current(), BENCH));
        Thread.sleep(1000);
        assertEquals("a@1", time(registry.current(), BENCH));
        assertEquals(reader.history(), registry.history());
    }
}
