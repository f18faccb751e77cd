package org.qeperf.train.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.predict.ModelId;

/**
 * What the events of a journal amount to. A slot remembers all its champions, so that each change of them can be undone; the champion
 * of a slot is never its challenger too. Not safe for concurrent use.
 */
final class RegistryState {

    private final Map<ModelId, ModelVersion> versions = new LinkedHashMap<>();
    private final Map<Slot, List<Optional<ModelId>>> champions = new LinkedHashMap<>();
    private final Map<Slot, ModelId> challengers = new LinkedHashMap<>();
    private final Map<Slot, Long> changes = new HashMap<>();
    private final List<RegistryEvent> history = new ArrayList<>();

    /**
     * Adds the next event.
     *
     * @throws IllegalArgumentException if it does not fit those before
     */
    void apply(RegistryEvent event) {
        if (event.sequence() != history.size() + 1L) {
            throw new IllegalArgumentException("'sequence' is not " + (history.size() + 1));
        }
        switch (event.kind()) {
            case REGISTERED -> register(event.version().orElseThrow());
            case ASSIGNED ->
                assign(
                        event.slot().orElseThrow(),
                        event.alias().orElseThrow(),
                        event.model().orElseThrow());
            case WITHDRAWN -> withdraw(event.slot().orElseThrow(), event.alias().orElseThrow());
            case ROLLED_BACK -> rollBack(event.slot().orElseThrow(), event.model());
        }
        event.slot().ifPresent(slot -> changes.put(slot, event.sequence()));
        history.add(event);
    }

    private void register(ModelVersion version) {
        if (versions.putIfAbsent(version.model(), version) != null) {
            throw new IllegalArgumentException("'model' " + version.model() + " is registered already");
        }
    }

    private void assign(Slot slot, Alias alias, ModelId model) {
        if (alias == Alias.CHALLENGER) {
            challengers.put(slot, model);
        } else {
            champions.computeIfAbsent(slot, s -> new ArrayList<>()).add(Optional.of(model));
            challengers.remove(slot, model);
        }
    }

    private void withdraw(Slot slot, Alias alias) {
        if (of(slot, alias).isEmpty()) {
            throw new IllegalArgumentException("there is no " + Words.of(alias) + " to withdraw");
        }
        if (alias == Alias.CHALLENGER) {
            challengers.remove(slot);
        } else {
            champions.getOrDefault(slot, List.of()).add(Optional.empty());
        }
    }

    private void rollBack(Slot slot, Optional<ModelId> model) {
        List<Optional<ModelId>> past = champions.getOrDefault(slot, List.of());
        if (past.isEmpty() || !before(slot).equals(model)) {
            throw new IllegalArgumentException("'model' is not the champion before");
        }
        past.remove(past.size() - 1);
        model.ifPresent(champion -> challengers.remove(slot, champion));
    }

    /** Whether the champion of a slot was ever changed, and the change was not undone. */
    boolean canRollBack(Slot slot) {
        return !champions.getOrDefault(slot, List.of()).isEmpty();
    }

    /** The champion before the last change that was not undone. */
    Optional<ModelId> before(Slot slot) {
        List<Optional<ModelId>> past = champions.getOrDefault(slot, List.of());
        return past.size() < 2 ? Optional.empty() : past.get(past.size() - 2);
    }

    /** Who has an alias. */
    Optional<ModelId> of(Slot slot, Alias alias) {
        if (alias == Alias.CHALLENGER) {
            return Optional.ofNullable(challengers.get(slot));
        }
        List<Optional<ModelId>> past = champions.getOrDefault(slot, List.of());
        return past.isEmpty() ? Optional.empty() : past.get(past.size() - 1);
    }

    /** The slots with a champion or a challenger, to who has it. */
    Map<Slot, ModelId> all(Alias alias) {
        if (alias == Alias.CHALLENGER) {
            return Map.copyOf(challengers);
        }
        Map<Slot, ModelId> all = new HashMap<>();
        champions.keySet().forEach(slot -> of(slot, Alias.CHAMPION).ifPresent(model -> all.put(slot, model)));
        return all;
    }

    /** The champions of a slot, the present one last; empty where it had none of its own. */
    List<Optional<ModelId>> champions(Slot slot) {
        return List.copyOf(champions.getOrDefault(slot, List.of()));
    }

    /** What was registered, in this order. */
    Map<ModelId, ModelVersion> versions() {
        return versions;
    }

    /** The last event of each slot. */
    Map<Slot, Long> changes() {
        return changes;
    }

    List<RegistryEvent> history() {
        return history;
    }
}
