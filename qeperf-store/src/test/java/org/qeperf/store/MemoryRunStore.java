package org.qeperf.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.QePerfException;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.store.RunPrediction;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoreEvent;
import org.qeperf.train.store.StoredRun;

/** The rules of a run store in the fewest words; what the databases answer is compared with it. */
final class MemoryRunStore implements RunStore {

    private final List<StoredRun> runs = new ArrayList<>();
    private final List<StoreEvent> events = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    @Override
    public synchronized StoredRun add(RunRecord run, List<RunPrediction> predictions, Instant received) {
        Optional<StoredRun> before = find(run.id());
        if (before.isPresent()) {
            return before.get();
        }
        StoredRun stored = new StoredRun(runs.size() + 1L, received.truncatedTo(ChronoUnit.MILLIS), run, predictions);
        runs.add(stored);
        return stored;
    }

    @Override
    public synchronized Optional<StoredRun> find(String id) {
        return runs.stream().filter(run -> run.run().id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<StoredRun> after(long sequence, int most) {
        requireNumber(most);
        return runs.stream()
                .filter(run -> run.sequence() > sequence)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<StoredRun> latest(int most) {
        return lastOnesFirst(runs, most);
    }

    @Override
    public synchronized long size() {
        return runs.size();
    }

    @Override
    public synchronized void add(StoreEvent event) {
        events.add(new StoreEvent(
                event.at().truncatedTo(ChronoUnit.MILLIS), event.kind(), event.slot(), event.text(), event.details()));
    }

    @Override
    public synchronized List<StoreEvent> latestEvents(int most) {
        return lastOnesFirst(events, most);
    }

    @Override
    public synchronized Hold hold() {
        if (!holds.isEmpty()) {
            throw new QePerfException("the store is held; expected one at a time");
        }
        Hold hold = new Hold() {
            @Override
            public void close() {
                holds.remove(this);
            }
        };
        holds.add(hold);
        return hold;
    }

    @Override
    public void close() {
        holds.clear();
    }

    private static <T> List<T> lastOnesFirst(List<T> all, int most) {
        requireNumber(most);
        List<T> reversed = new ArrayList<>(all);
        Collections.reverse(reversed);
        return List.copyOf(reversed.subList(0, Math.min(most, reversed.size())));
    }

    private static void requireNumber(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("at most " + most + "; expected 0 or more");
        }
    }
}
