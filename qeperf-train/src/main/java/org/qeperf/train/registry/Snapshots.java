package org.qeperf.train.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.qeperf.api.QePerfException;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.RuntimePredictor;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.RunModels;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.runtime.models.ShippedModels.ShippedModel;
import org.qeperf.train.registry.ServedModels.Choice;

/** Makes what is served of what the journal says, as far as the model files can be used. */
final class Snapshots {

    static final String SHIPPED = "shipped";

    private final ShippedModels shipped;
    private final ModelFiles files;
    private final Map<ModelId, ModelVersion> shippedVersions = new LinkedHashMap<>();

    Snapshots(ShippedModels shipped, ModelFiles files) {
        this.shipped = shipped;
        this.files = files;
        for (ShippedModel one : shipped.all()) {
            PortableModel model = one.model();
            shippedVersions.put(
                    model.model(),
                    new ModelVersion(
                            model.model(),
                            model.target(),
                            one.sha256(),
                            one.bytes().length,
                            day(model.manifest().training().date()),
                            SHIPPED));
        }
    }

    private static Instant day(String date) {
        try {
            return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** The versions that ship, by name. */
    Map<ModelId, ModelVersion> shippedVersions() {
        return shippedVersions;
    }

    /** A version that was registered or ships. */
    Optional<ModelVersion> version(RegistryState state, ModelId model) {
        ModelVersion registered = state.versions().get(model);
        return Optional.ofNullable(registered == null ? shippedVersions.get(model) : registered);
    }

    ServedModels of(RegistryState state) {
        List<String> problems = new ArrayList<>();
        Map<ModelId, ModelVersion> versions = new LinkedHashMap<>(shippedVersions);
        versions.putAll(state.versions());
        Map<Alias, Map<Slot, ModelId>> aliases = new EnumMap<>(Alias.class);
        for (Alias alias : Alias.values()) {
            aliases.put(alias, state.all(alias));
        }
        Map<Slot, PortableModel> champions = new HashMap<>();
        Map<Slot, PortableModel> challengers = new HashMap<>();
        for (Slot slot : state.all(Alias.CHAMPION).keySet()) {
            PortableModel champion = champion(state, slot, problems);
            if (champion != null) {
                champions.put(slot, champion);
            }
        }
        state.all(Alias.CHALLENGER).forEach((slot, model) -> {
            try {
                challengers.put(slot, load(state, model));
            } catch (QePerfException e) {
                problems.add("challenger " + model + " of " + Words.of(slot) + " cannot be used: " + e.getMessage());
            }
        });
        for (ModelVersion version : state.versions().values()) {
            if (shippedVersions.containsKey(version.model())) {
                problems.add("model " + version.model()
                        + " was registered before qeperf shipped one of that name; the registered one is meant by it");
            }
            if (!files.hasFile(version)) {
                problems.add(String.valueOf(
                        files.damaged(version, "missing or of another size").getMessage()));
            }
        }
        problems.sort(null);
        return new ServedModels(
                state.history().size(),
                shipped,
                files,
                versions,
                aliases,
                state.changes(),
                champions,
                choices(aliases, champions, challengers),
                problems);
    }

    private PortableModel load(RegistryState state, ModelId model) {
        return files.model(version(state, model)
                .orElseThrow(() -> new RegistryException(
                        RegistryException.Kind.UNKNOWN,
                        "there is no such model; expected one that this qeperf ships or that was registered")));
    }

    /** The champion, or the one before it that can be used, back to where the slot had none. */
    private @Nullable PortableModel champion(RegistryState state, Slot slot, List<String> problems) {
        List<Optional<ModelId>> past = state.champions(slot);
        String problem = "";
        for (int i = past.size() - 1; i >= 0 && past.get(i).isPresent(); i--) {
            ModelId model = past.get(i).orElseThrow();
            try {
                PortableModel usable = load(state, model);
                if (!problem.isEmpty()) {
                    problems.add(problem + "; " + model + " answers, the champion before");
                }
                return usable;
            } catch (QePerfException e) {
                if (problem.isEmpty()) {
                    problem = "champion " + model + " of " + Words.of(slot) + " cannot be used: " + e.getMessage();
                }
            }
        }
        problems.add(problem + "; what answers where there is no champion does");
        return null;
    }

    private Map<String, Choice> choices(
            Map<Alias, Map<Slot, ModelId>> aliases,
            Map<Slot, PortableModel> champions,
            Map<Slot, PortableModel> challengers) {
        Set<String> machines = new TreeSet<>();
        machines.add(Slot.ANY_MACHINE);
        aliases.values().forEach(slots -> slots.keySet().forEach(slot -> machines.add(slot.machine())));
        Map<String, Choice> choices = new HashMap<>();
        for (String machine : machines) {
            Map<Target, PortableModel> beside = new LinkedHashMap<>();
            for (RuntimePredictor model : shipped.own().all()) {
                Slot own = new Slot(model.target(), machine);
                boolean concerned = aliases.values().stream().anyMatch(slots -> slots.containsKey(own));
                PortableModel challenger =
                        challengers.get(concerned ? own : new Slot(model.target(), Slot.ANY_MACHINE));
                if (challenger != null) {
                    beside.put(model.target(), challenger);
                }
            }
            choices.put(
                    machine,
                    new Choice(
                            chosen(shipped.own(), machine, champions),
                            chosen(shipped.anyMachine(), machine, champions),
                            Map.copyOf(beside)));
        }
        return choices;
    }

    private static RunModels chosen(RunModels shipped, String machine, Map<Slot, PortableModel> champions) {
        List<RuntimePredictor> models = new ArrayList<>();
        for (RuntimePredictor model : shipped.all()) {
            PortableModel any = champions.get(new Slot(model.target(), Slot.ANY_MACHINE));
            PortableModel own = champions.get(new Slot(model.target(), machine));
            models.add(own != null ? own : any != null ? any : model);
        }
        return new RunModels(models.get(0), models.get(1), models.get(2), models.get(3), models.get(4));
    }
}
