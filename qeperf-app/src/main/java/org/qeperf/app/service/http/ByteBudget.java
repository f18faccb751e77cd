package org.qeperf.app.service.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that all bodies and answers may take at a time. */
final class ByteBudget {

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    ByteBudget(long most) {
        this.most = most;
    }

    /** Takes bytes if there are as many. */
    boolean take(long bytes) {
        while (true) {
            long before = taken.get();
            if (bytes > most - before) {
                return false;
            }
            if (taken.compareAndSet(before, before + bytes)) {
                return true;
            }
        }
    }

    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
