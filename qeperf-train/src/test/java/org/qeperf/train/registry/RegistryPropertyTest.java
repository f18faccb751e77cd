package org.qeperf.train.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.registry.ExampleRegistry.bytes;
import static org.qeperf.train.registry.ExampleRegistry.id;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.PortableModel;

/** Random changes, beside a model of what they should come to. */
class RegistryPropertyTest {

    private static final List<Target> TARGETS = List.of(Target.SECONDS_PER_SCF_ITERATION, Target.IONIC_STEPS);
    private static final List<String> MACHINES = List.of("any", "bench", "other");
    private static final int STEPS = 120;

    /** Champions of a slot one after another, "" for none; the last one counts. */
    private final Map<Slot, List<String>> champions = new HashMap<>();

    private final Map<Slot, String> challengers = new HashMap<>();
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, Target> targets = new HashMap<>();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theRegistryIsWhatItsChangesComeTo(long seed) {
        Random random = new Random(seed);
        ModelRegistry registry = ExampleRegistry.open(folder);
        int events = 0;
        for (int step = 0; step < STEPS; step++) {
            events += change(registry, random) ? 1 : 0;
            if (random.nextInt(5) == 0) {
                registry = ExampleRegistry.open(folder);
            }
            check(registry.current(), events);
        }
        assertTrue(events > STEPS / 3, events + " events");
        assertEquals(events, registry.history().size());
    }

    /** Whether it was one. */
    private boolean change(ModelRegistry registry, Random random) {
        Target target = TARGETS.get(random.nextInt(2));
        Slot slot = new Slot(target, MACHINES.get(random.nextInt(3)));
        List<String> past = champions.computeIfAbsent(slot, s -> new ArrayList<>(List.of("")));
        String champion = past.get(past.size() - 1);
        switch (random.nextInt(6)) {
            case 0 -> {
                String model = "m" + random.nextInt(3) + "@" + random.nextInt(4);
                double value = 1 + random.nextInt(2);
                return register(registry, model, target, value);
            }
            case 1, 2 -> {
                return known(target, random)
                        .filter(model -> promote(registry, slot, past, model))
                        .isPresent();
            }
            case 3 -> {
                Optional<String> model = known(target, random).filter(m -> !m.equals(champion));
                model.ifPresent(m -> registry.assign(slot, Alias.CHALLENGER, id(m), "x"));
                return model.isPresent() && !model.get().equals(challengers.put(slot, model.get()));
            }
            case 4 -> {
                if (past.size() == 1) {
                    assertThrows(RegistryException.class, () -> registry.rollBack(slot, "x"));
                    return false;
                }
                past.remove(past.size() - 1);
                challengers.remove(slot, past.get(past.size() - 1));
                registry.rollBack(slot, "x");
                return true;
            }
            default -> {
                boolean challenger = random.nextBoolean();
                Alias alias = challenger ? Alias.CHALLENGER : Alias.CHAMPION;
                if (challenger ? !challengers.containsKey(slot) : champion.isEmpty()) {
                    assertThrows(RegistryException.class, () -> registry.withdraw(slot, alias, "x"));
                    return false;
                }
                registry.withdraw(slot, alias, "x");
                if (challenger) {
                    challengers.remove(slot);
                } else {
                    past.add("");
                }
                return true;
            }
        }
    }

    private boolean register(ModelRegistry registry, String model, Target target, double value) {
        byte[] content = bytes(model, target, value);
        if (!values.containsKey(model)) {
            registry.register(content, "x");
            values.put(model, value);
            targets.put(model, target);
            return true;
        }
        if (values.get(model) == value && target.equals(targets.get(model))) {
            registry.register(content, "x");
        } else {
            assertThrows(RegistryException.class, () -> registry.register(content, "x"));
        }
        return false;
    }

    private boolean promote(ModelRegistry registry, Slot slot, List<String> past, String model) {
        registry.assign(slot, Alias.CHAMPION, id(model), "x");
        if (model.equals(past.get(past.size() - 1))) {
            return false;
        }
        past.add(model);
        challengers.remove(slot, model);
        return true;
    }

    private Optional<String> known(Target target, Random random) {
        List<String> models = values.keySet().stream()
                .filter(model -> target.equals(targets.get(model)))
                .toList();
        return models.isEmpty() ? Optional.empty() : Optional.of(models.get(random.nextInt(models.size())));
    }

    private void check(ServedModels served, int events) {
        assertEquals(events, served.generation());
        assertEquals(List.of(), served.problems());
        assertEquals(
                List.copyOf(values.keySet()),
                served.versions().stream()
                        .skip(6)
                        .map(v -> v.model().toString())
                        .toList());
        for (Target target : TARGETS) {
            for (String machine : List.of("bench", "other", "third")) {
                String own = champion(new Slot(target, machine));
                String any = champion(new Slot(target, "any"));
                Machine where = new Machine(machine, 48, 1L << 38);
                PortableModel model = (PortableModel) served.champions(where, 1).all().stream()
                        .filter(one -> one.target().equals(target))
                        .findFirst()
                        .orElseThrow();
                String expected = !own.isEmpty() ? own : any;
                if (expected.isEmpty()) {
                    assertTrue(ExampleRegistry.SHIPPED.anyMachine().all().contains(model));
                } else {
                    assertEquals(expected, model.model().toString());
                    assertEquals(values.get(expected), ExampleRegistry.value(model));
                }
                checkChallenger(served, target, where, own);
            }
        }
    }

    private void checkChallenger(ServedModels served, Target target, Machine machine, String own) {
        Slot slot = new Slot(target, machine.name());
        boolean concerned = !own.isEmpty() || challengers.containsKey(slot);
        String expected = challengers.get(concerned ? slot : new Slot(target, "any"));
        PortableModel challenger = served.challengers(machine).get(target);
        assertEquals(expected, challenger == null ? null : challenger.model().toString());
    }

    private String champion(Slot slot) {
        List<String> past = champions.getOrDefault(slot, List.of(""));
        return past.get(past.size() - 1);
    }
}
