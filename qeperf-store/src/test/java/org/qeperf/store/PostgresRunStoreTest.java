package org.qeperf.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.qeperf.train.store.RunStore;

class PostgresRunStoreTest extends RunStoreContract {

    private static final int RUNS = 100;

    private Database database;

    @Override
    RunStore openNew() {
        database = PostgresServer.shared().newDatabase();
        return JdbcRunStore.open(database);
    }

    @Override
    RunStore reopen(RunStore closed) {
        return JdbcRunStore.open(database);
    }

    /** Two processes, of which neither waits for the other before it looks whether a run is there. */
    @Test
    void theSameRunsFromTwoProcessesAreStoredOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RunStore one = JdbcRunStore.open(database);
                RunStore two = JdbcRunStore.open(database)) {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<List<Long>>> sequences = new ArrayList<>();
            for (RunStore store : List.of(one, two)) {
                Callable<List<Long>> adding = () -> adding(store, together);
                sequences.add(threads.submit(adding));
            }
            assertEquals(sequences.get(0).get(), sequences.get(1).get());
            assertEquals(RUNS, one.size());
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Long> adding(RunStore store, CyclicBarrier together) throws Exception {
        List<Long> sequences = new ArrayList<>();
        for (int i = 1; i <= RUNS; i++) {
            together.await();
            sequences.add(store.add(ExampleRuns.run(i), List.of(), NOON).sequence());
        }
        return sequences;
    }

    @Test
    void whoElseHoldsIt() {
        try (RunStore one = JdbcRunStore.open(database);
                RunStore two = JdbcRunStore.open(database)) {
            one.hold();
            assertEquals(
                    database.place()
                            + " is in use by another qeperf that learns from its runs; expected one at a time: stop it or"
                            + " use another store",
                    assertThrows(StoreException.class, two::hold).getMessage());
        }
    }
}
