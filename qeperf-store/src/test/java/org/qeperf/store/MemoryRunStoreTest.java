package org.qeperf.store;

import org.qeperf.train.store.RunStore;

class MemoryRunStoreTest extends RunStoreContract {

    @Override
    RunStore openNew() {
        return new MemoryRunStore();
    }

    @Override
    RunStore reopen(RunStore closed) {
        return closed;
    }
}
