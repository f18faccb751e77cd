package org.qeperf.train.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.qeperf.api.predict.ModelId;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.train.registry.Alias;
import org.qeperf.train.registry.ModelVersion;
import org.qeperf.train.registry.Slot;

/**
 * Registered models as MLflow's registry keeps them: each slot is a registered model, each model version that was ever in question for it
 * one of its versions, and the aliases are {@code champion} and {@code challenger}.
 */
public final class MlflowRegistry {

    /** The experiment whose runs hold the model files. */
    public static final String EXPERIMENT = "qeperf registry";

    private final MlflowStore store;

    /**
     * The registry in a folder of MLflow.
     *
     * @param store the folder
     */
    public MlflowRegistry(MlflowStore store) {
        this.store = store;
    }

    /**
     * A version with its model.
     *
     * @param version the version
     * @param model its model
     */
    public record Entry(ModelVersion version, MlflowModel model) {}

    /**
     * Writes a slot. The versions of an earlier export have to be among these, first and in the same order: that of their
     * registration.
     *
     * @param slot the slot
     * @param versions all versions in the order of their registration; the first is MLflow's version 1
     * @param aliases which of them has which alias; other aliases that MLflow has are left as they are
     * @throws IllegalArgumentException if an alias is of a version that is not among the versions
     * @throws UncheckedIOException if a file cannot be written
     */
    public void write(Slot slot, List<Entry> versions, Map<Alias, ModelId> aliases) {
        String name = PlainName.ofMlflow(slot.target().name() + "." + slot.machine());
        Path folder = store.root().resolve("models").resolve(name.replace(':', '+'));
        long created = 0;
        Set<Alias> assigned = new HashSet<>();
        for (int i = 0; i < versions.size(); i++) {
            Entry entry = versions.get(i);
            long time = entry.version().registered().toEpochMilli();
            created = i == 0 ? time : created;
            version(folder, i + 1, entry);
            for (Map.Entry<Alias, ModelId> alias : aliases.entrySet()) {
                if (alias.getValue().equals(entry.version().model())) {
                    AtomicFile.write(alias(folder, alias.getKey()), MlflowStore.bytes(Integer.toString(i + 1)));
                    assigned.add(alias.getKey());
                }
            }
        }
        if (!assigned.containsAll(aliases.keySet())) {
            throw new IllegalArgumentException("an alias of " + aliases + " is of no version of " + name);
        }
        withdraw(folder, assigned);
        long last = versions.isEmpty()
                ? 0
                : versions.get(versions.size() - 1).version().registered().toEpochMilli();
        AtomicFile.write(
                folder.resolve("meta.yaml"),
                MlflowStore.bytes(new FlatYaml()
                        .bare("aliases", "{}")
                        .number("creation_timestamp", created)
                        .text(
                                "description",
                                slot.target().name() + " (" + slot.target().unit() + "), machine " + slot.machine())
                        .number("last_updated_timestamp", last)
                        .text("name", folder.getFileName().toString())
                        .toString()));
    }

    private void version(Path folder, int number, Entry entry) {
        ModelVersion version = entry.version();
        Path run = store.folder(EXPERIMENT, MlflowRuns.model(entry.model(), version.registered(), version.origin()));
        long time = version.registered().toEpochMilli();
        String source = MlflowStore.uri(run.resolve("artifacts").resolve(MlflowModel.FOLDER));
        Path place = folder.resolve("version-" + number);
        MlflowStore.put(place.resolve("tags"), "qeperf.model", version.model().toString());
        MlflowStore.put(place.resolve("tags"), "qeperf.sha256", version.sha256());
        AtomicFile.write(
                place.resolve("meta.yaml"),
                MlflowStore.bytes(new FlatYaml()
                        .bare("aliases", "[]")
                        .number("creation_timestamp", time)
                        .bare("current_stage", "None")
                        .text("description", version.model() + ", " + version.origin())
                        .number("last_updated_timestamp", time)
                        .text("name", folder.getFileName().toString())
                        .text("run_id", run.getFileName().toString())
                        .text("run_link", "")
                        .text("source", source)
                        .text("status", "READY")
                        .text("status_message", "")
                        .text("storage_location", source)
                        .text("user_id", "qeperf")
                        .number("version", number)
                        .toString()));
    }

    private static Path alias(Path folder, Alias alias) {
        return folder.resolve("aliases").resolve(alias.name().toLowerCase(Locale.ROOT));
    }

    /** An alias that no version has any more. */
    private static void withdraw(Path folder, Set<Alias> assigned) {
        try {
            for (Alias alias :
                    Stream.of(Alias.values()).filter(a -> !assigned.contains(a)).toList()) {
                Files.deleteIfExists(alias(folder, alias));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
