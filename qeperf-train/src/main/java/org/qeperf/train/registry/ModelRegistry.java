package org.qeperf.train.registry;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.Digest;
import org.qeperf.runtime.artifact.FolderLock;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.models.ShippedModels;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.registry.RegistryException.Kind;

/**
 * A folder of models, described in {@code docs/registry.md}. What a method has returned from is on the disk: first the model file,
 * then the line of the journal that names it, so whoever is killed leaves nothing half done. Several processes may use the folder:
 * they change it one at a time, and each sees the changes of others within a second of asking. Safe for concurrent use.
 */
public final class ModelRegistry {

    private static final String LOCK = ".lock";
    private static final int LONGEST_REASON = 500;
    private static final long BETWEEN_CHECKS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(30);
    private static final long BETWEEN_TRIES_MILLIS = 5;

    private final Path folder;
    private final Journal journal;
    private final ModelFiles files;
    private final Snapshots snapshots;

    /** Held by who replaces what is served; whoever only asks does not wait for it. */
    private final ReentrantLock changing = new ReentrantLock();

    private volatile Published published;
    private volatile long nextCheck = System.nanoTime() + BETWEEN_CHECKS;

    /**
     * What is served.
     *
     * @param history what led to it
     * @param stamp of the journal that it was read from
     * @param troubled whether the journal could not be read since
     */
    private record Published(ServedModels served, List<RegistryEvent> history, Journal.Stamp stamp, boolean troubled) {

        Published with(String problem) {
            return new Published(served.with(problem), history, stamp, true);
        }
    }

    private ModelRegistry(Path folder, Collection<FeatureSchema> schemas, ShippedModels shipped) {
        this.folder = folder;
        journal = new Journal(folder);
        files = new ModelFiles(folder, schemas, shipped);
        snapshots = new Snapshots(shipped, files);
        Journal.Content content = journal.read();
        published = published(content.state(), content.stamp());
    }

    /**
     * Opens a registry.
     *
     * @param folder where it is; made at the first change
     * @param schemas the schemas that rows can be made for
     * @return the registry
     * @throws RegistryException if its journal is damaged or was written by a newer qeperf
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static ModelRegistry open(Path folder, Collection<FeatureSchema> schemas) {
        return open(folder, schemas, ShippedModels.read(schemas));
    }

    /**
     * Opens a registry, with shipped models that were read before.
     *
     * @param folder where it is; made at the first change
     * @param schemas the schemas that rows can be made for
     * @param shipped what answers where there is no champion
     * @return the registry
     * @throws RegistryException if its journal is damaged or was written by a newer qeperf
     * @throws UncheckedIOException if the folder cannot be read
     */
    public static ModelRegistry open(Path folder, Collection<FeatureSchema> schemas, ShippedModels shipped) {
        return new ModelRegistry(folder, schemas, shipped);
    }

    /**
     * What is served now. Costs a look at the clock; twice a second one of those who ask also looks at the journal's length and time,
     * and reads it if another process has added to it, while the others go on with what they have.
     *
     * @return the same as before, until something changes
     */
    public ServedModels current() {
        if (System.nanoTime() - nextCheck >= 0 && changing.tryLock()) {
            try {
                refresh();
                nextCheck = System.nanoTime() + BETWEEN_CHECKS;
            } finally {
                changing.unlock();
            }
        }
        return published.served();
    }

    /** What cannot be read must not stop what is served. */
    private void refresh() {
        Published before = published;
        try {
            if (before.troubled() || !journal.stamp().equals(before.stamp())) {
                Journal.Content content = extended();
                published = published(content.state(), content.stamp());
            }
        } catch (RegistryException e) {
            published = before.with(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            published = before.with(journal.name() + ": cannot be read; expected a journal as qeperf wrote it");
        }
    }

    /** The journal, which may have grown, but holds what it held. */
    private Journal.Content extended() {
        Journal.Content content = journal.read();
        List<RegistryEvent> known = published.history();
        List<RegistryEvent> now = content.state().history();
        if (now.size() < known.size() || !now.subList(0, known.size()).equals(known)) {
            throw new RegistryException(
                    Kind.DAMAGED,
                    journal.name() + ": what was there has changed; expected the " + known.size()
                            + " lines read before, or a start anew");
        }
        return content;
    }

    private Published published(RegistryState state, Journal.Stamp stamp) {
        return new Published(snapshots.of(state), List.copyOf(state.history()), stamp, false);
    }

    /**
     * Adds a model. The same content again gives the version that is there, and puts its file back if it is missing or damaged.
     *
     * @param artifact content of a model file, of which nothing is believed
     * @param origin where it comes from, for people, in one line
     * @return its version
     * @throws ArtifactException if it is no sound model file
     * @throws RegistryException if the registry does not take the model, or not under this name
     * @throws UncheckedIOException if it cannot be written
     */
    public ModelVersion register(byte[] artifact, String origin) {
        return register("model file", artifact, origin);
    }

    /**
     * Adds a model, as {@link #register(byte[], String)} does.
     *
     * @param name what to call it in messages
     * @param artifact content of a model file, of which nothing is believed
     * @param origin where it comes from, for people, in one line
     * @return its version
     * @throws ArtifactException if it is no sound model file
     * @throws RegistryException if the registry does not take the model, or not under this name
     * @throws UncheckedIOException if it cannot be written
     */
    public ModelVersion register(String name, byte[] artifact, String origin) {
        requireLine("origin", origin);
        byte[] bytes = artifact.clone();
        PortableModel model = files.verified(name, bytes);
        String sha256 = Digest.sha256(bytes);
        Optional<ModelVersion> shipped = snapshots.shippedVersions().values().stream()
                .filter(one -> one.sha256().equals(sha256))
                .findFirst();
        if (shipped.isPresent()) {
            return shipped.get();
        }
        requireUsable(name, model);
        return change(content -> {
            ModelVersion known = content.state().versions().get(model.model());
            if (known != null && !known.sha256().equals(sha256)) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "model " + model.model() + " is registered with other content; expected another version");
            }
            files.write(sha256, bytes);
            if (known != null) {
                return known;
            }
            ModelVersion version = new ModelVersion(model.model(), model.target(), sha256, bytes.length, now(), origin);
            append(
                    content,
                    RegistryEvent.Kind.REGISTERED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(version.model()),
                    Optional.of(version),
                    origin);
            return version;
        });
    }

    private void requireUsable(String name, PortableModel model) {
        if (model.table().isPresent()) {
            throw new RegistryException(
                    Kind.INVALID, name + ": model " + model.model() + " is of a table; expected one of runs");
        }
        requireTarget(name + ": model " + model.model() + " predicts ", model.target());
        String word = model.model().name();
        boolean alias =
                Arrays.stream(Alias.values()).anyMatch(one -> Words.of(one).equals(word));
        if (alias
                || snapshots.shippedVersions().keySet().stream()
                        .anyMatch(own -> own.name().equals(word))) {
            throw new RegistryException(
                    Kind.CONFLICT,
                    name + ": the name " + word + " is reserved for "
                            + (alias ? "an alias" : "a model that ships with qeperf") + "; expected another name");
        }
    }

    private static void requireTarget(String before, Target target) {
        if (Arrays.stream(RunTarget.values()).noneMatch(one -> one.target().equals(target))) {
            throw new RegistryException(
                    Kind.INVALID,
                    before + InputException.quote(target.name()) + " in " + InputException.quote(target.unit())
                            + "; expected one of " + String.join(", ", RunTarget.names()));
        }
    }

    /**
     * Gives an alias to a model, taking it from the one that has it; the one that has it already keeps it, and nothing is noted. A
     * challenger that becomes champion is no challenger any more.
     *
     * @param slot what the model is asked for
     * @param alias the alias
     * @param model a version that was registered or ships
     * @param reason why, for people, in one line
     * @throws RegistryException if there is no such model, it predicts something else, cannot be used, or is the champion that it is
     *     to challenge
     * @throws UncheckedIOException if it cannot be written
     */
    public void assign(Slot slot, Alias alias, ModelId model, String reason) {
        assign(slot, alias, model, reason, OptionalLong.empty());
    }

    /**
     * Gives an alias to a model, as {@link #assign} does, unless an alias of the slot was changed meanwhile.
     *
     * @param slot what the model is asked for
     * @param alias the alias
     * @param model a version that was registered or ships
     * @param reason why, for people, in one line
     * @param lastChange {@link ServedModels#lastChange} of the slot when this was decided
     * @return whether the model has the alias; if not, nothing was done
     * @throws RegistryException as {@link #assign} does
     * @throws UncheckedIOException if it cannot be written
     */
    public boolean assignUnlessChanged(Slot slot, Alias alias, ModelId model, String reason, long lastChange) {
        return assign(slot, alias, model, reason, OptionalLong.of(lastChange));
    }

    private static boolean isChanged(RegistryState state, Slot slot, OptionalLong lastChange) {
        return lastChange.isPresent() && state.changes().getOrDefault(slot, 0L) != lastChange.getAsLong();
    }

    private boolean assign(Slot slot, Alias alias, ModelId model, String reason, OptionalLong lastChange) {
        requireLine("reason", reason);
        requireTarget("a slot for ", slot.target());
        return change(content -> {
            RegistryState state = content.state();
            if (isChanged(state, slot, lastChange)) {
                return false;
            }
            ModelVersion version = snapshots
                    .version(state, model)
                    .orElseThrow(() -> new RegistryException(
                            Kind.UNKNOWN,
                            "there is no model " + model + "; expected one that was registered or ships"));
            if (!version.target().equals(slot.target())) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "model " + model + " predicts " + version.target().name() + "; expected one of "
                                + slot.target().name());
            }
            Optional<ModelId> champion = state.of(slot, Alias.CHAMPION);
            if (alias == Alias.CHALLENGER && champion.equals(Optional.of(model))) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "model " + model + " is the champion of " + Words.of(slot) + "; expected another challenger");
            }
            if (!state.of(slot, alias).equals(Optional.of(model))) {
                files.model(version);
                append(
                        content,
                        RegistryEvent.Kind.ASSIGNED,
                        Optional.of(slot),
                        Optional.of(alias),
                        Optional.of(model),
                        Optional.empty(),
                        reason);
            }
            return true;
        });
    }

    /**
     * Takes an alias away. Where the champion goes, the one of any machine or the shipped one answers.
     *
     * @param slot what the model is asked for
     * @param alias the alias
     * @param reason why, for people, in one line
     * @throws RegistryException if nobody has it
     * @throws UncheckedIOException if it cannot be written
     */
    public void withdraw(Slot slot, Alias alias, String reason) {
        withdraw(slot, alias, reason, OptionalLong.empty());
    }

    /**
     * Takes an alias away, as {@link #withdraw} does, unless an alias of the slot was changed meanwhile.
     *
     * @param slot what the model is asked for
     * @param alias the alias
     * @param reason why, for people, in one line
     * @param lastChange {@link ServedModels#lastChange} of the slot when this was decided
     * @return whether it was taken away; if not, nothing was done
     * @throws RegistryException as {@link #withdraw} does
     * @throws UncheckedIOException if it cannot be written
     */
    public boolean withdrawUnlessChanged(Slot slot, Alias alias, String reason, long lastChange) {
        return withdraw(slot, alias, reason, OptionalLong.of(lastChange));
    }

    private boolean withdraw(Slot slot, Alias alias, String reason, OptionalLong lastChange) {
        requireLine("reason", reason);
        return change(content -> {
            if (isChanged(content.state(), slot, lastChange)) {
                return false;
            }
            ModelId model = content.state()
                    .of(slot, alias)
                    .orElseThrow(() -> new RegistryException(
                            Kind.CONFLICT,
                            "there is no " + Words.of(alias) + " of " + Words.of(slot) + " to withdraw; expected one"));
            append(
                    content,
                    RegistryEvent.Kind.WITHDRAWN,
                    Optional.of(slot),
                    Optional.of(alias),
                    Optional.of(model),
                    Optional.empty(),
                    reason);
            return true;
        });
    }

    /**
     * Undoes the last change of a slot's champion that was not undone: a promotion or a withdrawal. Done again, it goes further back.
     *
     * @param slot what the champion is asked for
     * @param reason why, for people, in one line
     * @return who answers now, as {@link ServedModels#answering(Slot)} tells
     * @throws RegistryException if there is nothing to undo
     * @throws UncheckedIOException if it cannot be written
     */
    public ModelVersion rollBack(Slot slot, String reason) {
        requireLine("reason", reason);
        change(content -> {
            if (!content.state().canRollBack(slot)) {
                throw new RegistryException(
                        Kind.CONFLICT,
                        "the champion of " + Words.of(slot) + " was not changed; expected a change to undo");
            }
            append(
                    content,
                    RegistryEvent.Kind.ROLLED_BACK,
                    Optional.of(slot),
                    Optional.of(Alias.CHAMPION),
                    content.state().before(slot),
                    Optional.empty(),
                    reason);
            return slot;
        });
        return published.served().answering(slot);
    }

    /** Changes the registry while nobody else does, and serves what came of it. */
    private <T> T change(Function<Journal.Content, T> step) {
        changing.lock();
        try {
            FolderLock lock = hold();
            try {
                Journal.Content content = extended();
                T result = step.apply(content);
                published = published(content.state(), journal.stamp());
                return result;
            } finally {
                lock.close();
            }
        } finally {
            changing.unlock();
        }
    }

    private FolderLock hold() {
        long end = System.nanoTime() + LONGEST_WAIT;
        while (true) {
            Optional<FolderLock> lock = FolderLock.tryHold(folder, LOCK);
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() - end > 0) {
                throw new RegistryException(
                        Kind.BUSY, "another process has been changing the registry for 30 s; expected it to end");
            }
            try {
                Thread.sleep(BETWEEN_TRIES_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryException(Kind.BUSY, "interrupted while another process changes the registry", e);
            }
        }
    }

    private void append(
            Journal.Content content,
            RegistryEvent.Kind kind,
            Optional<Slot> slot,
            Optional<Alias> alias,
            Optional<ModelId> model,
            Optional<ModelVersion> version,
            String reason) {
        RegistryEvent event = new RegistryEvent(
                content.state().history().size() + 1L,
                version.map(ModelVersion::registered).orElseGet(ModelRegistry::now),
                kind,
                slot,
                alias,
                model,
                version,
                reason);
        journal.append(content, event);
        content.state().apply(event);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void requireLine(String what, String text) {
        if (text.isBlank() || text.length() > LONGEST_REASON || text.chars().anyMatch(Character::isISOControl)) {
            throw new RegistryException(
                    Kind.INVALID,
                    what + " " + InputException.quote(text) + "; expected one line of 1 to " + LONGEST_REASON
                            + " characters");
        }
    }

    /**
     * All that was done.
     *
     * @return the first event first
     */
    public List<RegistryEvent> history() {
        current();
        return published.history();
    }

    /**
     * The content of a model file.
     *
     * @param model a version that was registered or ships
     * @return its bytes
     * @throws RegistryException if there is no such version, or its file is missing or damaged
     */
    public byte[] content(ModelId model) {
        return files.content(current().version(model.toString()));
    }
}
