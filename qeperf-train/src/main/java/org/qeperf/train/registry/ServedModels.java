package org.qeperf.train.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.registry.RegistryException.Kind;

/**
 * The models of a registry at one moment. A request asks the one that it began with, however the registry changes meanwhile. Immutable
 * and safe for concurrent use.
 */
public final class ServedModels {

    private static final int MOST_NAMES = 20;

    private final long generation;
    private final ShippedModels shipped;
    private final ModelFiles files;
    private final Map<ModelId, ModelVersion> versions;
    private final List<ModelVersion> all;
    private final Map<Alias, Map<Slot, ModelId>> aliases;
    private final Map<Slot, Long> changes;
    private final Map<Slot, PortableModel> answering;
    private final Map<String, Choice> machines;
    private final Choice anyMachine;
    private final List<String> problems;

    /** What a machine gets, made once for all requests. */
    record Choice(RunModels own, RunModels elsewhere, Map<Target, PortableModel> challengers) {}

    ServedModels(
            long generation,
            ShippedModels shipped,
            ModelFiles files,
            Map<ModelId, ModelVersion> versions,
            Map<Alias, Map<Slot, ModelId>> aliases,
            Map<Slot, Long> changes,
            Map<Slot, PortableModel> answering,
            Map<String, Choice> machines,
            List<String> problems) {
        this.generation = generation;
        this.shipped = shipped;
        this.files = files;
        this.versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        this.all = List.copyOf(versions.values());
        this.aliases = Map.copyOf(aliases);
        this.changes = Map.copyOf(changes);
        this.answering = Map.copyOf(answering);
        this.machines = Map.copyOf(machines);
        this.anyMachine = Objects.requireNonNull(machines.get(Slot.ANY_MACHINE));
        this.problems = List.copyOf(problems);
    }

    /** The same with one more problem. */
    ServedModels with(String problem) {
        List<String> more = new ArrayList<>(problems);
        if (!more.contains(problem)) {
            more.add(problem);
        }
        return new ServedModels(generation, shipped, files, versions, aliases, changes, answering, machines, more);
    }

    /**
     * The models that answer on a machine: for each target the champion of the machine, or else that of any machine, or else the one
     * that ships for such a machine.
     *
     * @param machine where runs go
     * @param nodes how many nodes layouts use, at most
     * @return one for each target
     */
    public RunModels champions(Machine machine, int nodes) {
        Choice choice = choice(machine);
        return shipped.knows(machine, nodes) ? choice.own() : choice.elsewhere();
    }

    /**
     * The models that predict beside the champions on a machine. The challenger of any machine challenges the champion of any machine
     * alone: where a machine has a champion or challenger of its own, it stands back.
     *
     * @param machine where runs go
     * @return for each target that has one
     */
    public Map<Target, PortableModel> challengers(Machine machine) {
        return choice(machine).challengers();
    }

    private Choice choice(Machine machine) {
        return machines.getOrDefault(machine.name().toLowerCase(Locale.ROOT), anyMachine);
    }

    /**
     * Who has an alias of a slot, whether or not its file can be used.
     *
     * @param slot the slot itself, not the one of any machine behind it
     * @param alias the alias
     * @return empty if nobody, or a model that shipped with another qeperf
     */
    public Optional<ModelVersion> version(Slot slot, Alias alias) {
        ModelId model = aliases.getOrDefault(alias, Map.of()).get(slot);
        return Optional.ofNullable(model == null ? null : versions.get(model));
    }

    /**
     * Who has an alias of which slot.
     *
     * @param alias the alias
     * @return the slots in which somebody has it
     */
    public Map<Slot, ModelId> assigned(Alias alias) {
        return aliases.getOrDefault(alias, Map.of());
    }

    /**
     * When an alias of a slot was changed last. While a challenger is there and nobody changes the slot, this tells its challenge from
     * others, also from an earlier one of the same model.
     *
     * @param slot the slot itself
     * @return number of the event; 0 if there was none
     */
    public long lastChange(Slot slot) {
        return changes.getOrDefault(slot, 0L);
    }

    /**
     * The version that answers in a slot: its champion, or else that of any machine, or else the shipped one. Of the two that ship for
     * the time of an iteration this names the one of any machine.
     *
     * @param slot the slot
     * @return who answers
     */
    public ModelVersion answering(Slot slot) {
        PortableModel model = answering.get(slot);
        if (model == null) {
            model = answering.get(new Slot(slot.target(), Slot.ANY_MACHINE));
        }
        if (model == null) {
            model = (PortableModel) shippedFor(slot.target());
        }
        return Objects.requireNonNull(versions.get(model.model()));
    }

    private RuntimePredictor shippedFor(Target target) {
        return shipped.anyMachine().all().stream()
                .filter(one -> one.target().equals(target))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing predicts " + target.name()));
    }

    /**
     * A model by name (of its versions the one registered last), by {@code name@version}, or the {@code champion} or {@code challenger}
     * of the time of an iteration on any machine.
     *
     * @param reference what the user wrote
     * @return a verified model
     * @throws RegistryException if there is none, or its file is damaged
     * @throws ArtifactException if its file holds no model that this library can use
     */
    public RuntimePredictor find(String reference) {
        Slot slot = new Slot(Target.SECONDS_PER_SCF_ITERATION, Slot.ANY_MACHINE);
        if (reference.equals(Words.of(Alias.CHAMPION))) {
            return files.model(answering(slot));
        }
        if (reference.equals(Words.of(Alias.CHALLENGER))) {
            return files.model(version(slot, Alias.CHALLENGER)
                    .orElseThrow(() -> new RegistryException(
                            Kind.UNKNOWN, "there is no challenger of " + Words.of(slot) + "; expected one assigned")));
        }
        return files.model(version(reference));
    }

    /**
     * A version by name (of several the one registered last) or {@code name@version}.
     *
     * @param reference what the user wrote
     * @return the version
     * @throws RegistryException if there is none
     */
    public ModelVersion version(String reference) {
        for (int i = all.size() - 1; i >= 0; i--) {
            ModelId model = all.get(i).model();
            if (model.name().equals(reference) || model.toString().equals(reference)) {
                return all.get(i);
            }
        }
        List<String> names = all.stream().map(one -> one.model().toString()).toList();
        throw new RegistryException(
                Kind.UNKNOWN,
                "there is no model " + InputException.quote(reference) + "; known are "
                        + String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
                        + (names.size() > MOST_NAMES ? " and " + (names.size() - MOST_NAMES) + " more" : ""));
    }

    /**
     * All versions.
     *
     * @return the shipped ones first, then in the order of registration
     */
    public List<ModelVersion> versions() {
        return all;
    }

    /**
     * Which moment this is.
     *
     * @return number of the last event, the same in all processes
     */
    public long generation() {
        return generation;
    }

    /**
     * What cannot be used, and what answers in its place.
     *
     * @return one line each
     */
    public List<String> problems() {
        return problems;
    }
}
