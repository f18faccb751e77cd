package org.qeperf.app.living;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/** A store in memory that outlives those who use it, and can fail before or after a write as a killed process would. */
final class MemoryStore implements RunStore {

    private final List<StoredRun> runs = new ArrayList<>();
    private final List<StoreEvent> events = new ArrayList<>();
    private final List<Integer> eventWrites = new ArrayList<>();
    private Predicate<StoreEvent> refused = event -> false;
    private boolean dead;
    private int writes;
    private int finds;
    private int failing = -1;

    /** The process is killed. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Another with the same content. */
    MemoryStore copy() {
        MemoryStore copy = new MemoryStore();
        copy.runs.addAll(runs);
        copy.events.addAll(events);
        return copy;
    }

    /** Dies at a write: an even number before it is done, an odd one after. */
    void dieAt(int half) {
        failing = half;
        dead = false;
    }

    int writes() {
        return writes;
    }

    /** Which of the writes were of events. */
    List<Integer> eventWrites() {
        return eventWrites;
    }

    /** Refuses some events from now on. */
    void refuse(Predicate<StoreEvent> events) {
        refused = events;
    }

    /** How often a run was asked for. */
    int finds() {
        return finds;
    }

    private void requireAlive() {
        if (dead) {
            throw new Killed();
        }
    }

    private void write(Runnable change) {
        requireAlive();
        int number = writes++;
        if (failing == 2 * number) {
            dead = true;
            throw new Killed();
        }
        change.run();
        if (failing == 2 * number + 1) {
            dead = true;
            throw new Killed();
        }
    }

    @Override
    public StoredRun add(RunRecord run, List<RunPrediction> predictions, Instant received) {
        StoredRun stored = new StoredRun(runs.size() + 1L, received, run, predictions);
        write(() -> runs.add(stored));
        return stored;
    }

    @Override
    public Optional<StoredRun> find(String id) {
        requireAlive();
        finds++;
        return runs.stream().filter(run -> run.run().id().equals(id)).findFirst();
    }

    @Override
    public List<StoredRun> after(long sequence, int most) {
        requireAlive();
        return runs.stream()
                .filter(run -> run.sequence() > sequence)
                .limit(most)
                .toList();
    }

    @Override
    public List<StoredRun> latest(int most) {
        List<StoredRun> reversed = new ArrayList<>(runs);
        Collections.reverse(reversed);
        return reversed.subList(0, Math.min(most, reversed.size()));
    }

    @Override
    public long size() {
        return runs.size();
    }

    @Override
    public void add(StoreEvent event) {
        if (refused.test(event)) {
            throw new IllegalStateException("refused");
        }
        eventWrites.add(writes);
        write(() -> events.add(event));
    }

    @Override
    public List<StoreEvent> latestEvents(int most) {
        List<StoreEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);
        return reversed.subList(0, Math.min(most, reversed.size()));
    }

    /** In order. */
    List<StoreEvent> events(StoreEvent.Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    @Override
    public Hold hold() {
        return () -> {};
    }

    @Override
    public void close() {}
}
