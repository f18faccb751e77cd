package org.qeperf.store;

import org.qeperf.train.store.RunStore;

class PostgresRunStoreTest extends RunStoreContract {

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
}
