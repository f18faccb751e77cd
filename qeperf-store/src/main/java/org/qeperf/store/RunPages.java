package org.qeperf.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.store.RunStore;
import org.qeperf.train.store.StoredRun;

/** The runs of a store in the order of arrival, some hundred in memory at a time. */
final class RunPages implements Iterator<RunRecord> {

    private static final int PAGE = 200;

    private final RunStore store;
    private Iterator<StoredRun> page = List.<StoredRun>of().iterator();
    private long last;
    private long given;

    RunPages(RunStore store) {
        this.store = store;
    }

    @Override
    public boolean hasNext() {
        if (!page.hasNext()) {
            page = store.after(last, PAGE).iterator();
        }
        return page.hasNext();
    }

    @Override
    public RunRecord next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        StoredRun run = page.next();
        last = run.sequence();
        given++;
        return run.run();
    }

    long given() {
        return given;
    }
}
