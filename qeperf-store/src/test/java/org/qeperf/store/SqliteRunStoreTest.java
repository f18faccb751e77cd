package org.qeperf.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.train.store.RunStore;

class SqliteRunStoreTest extends RunStoreContract {

    @TempDir
    private Path folder;

    @Override
    RunStore openNew() {
        return JdbcRunStore.open(folder.resolve("data/runs.db"));
    }

    @Override
    RunStore reopen(RunStore closed) {
        return openNew();
    }
}
