package org.qeperf.app.service.http;

/** The bytes that one conversation holds, until the connection and the worker have both done with them. */
final class Holding {

    private final ByteBudget budget;
    private int holders;
    private long bytes;

    Holding(ByteBudget budget) {
        this.budget = budget;
    }

    synchronized void hold() {
        holders++;
    }

    /** Takes more bytes, if there are as many. */
    synchronized boolean more(long count) {
        boolean taken = holders > 0 && budget.take(count);
        bytes += taken ? count : 0;
        return taken;
    }

    /** Gives back some of them. */
    synchronized void less(long count) {
        bytes -= count;
        budget.giveBack(count);
    }

    synchronized void release() {
        holders--;
        if (holders == 0) {
            budget.giveBack(bytes);
            bytes = 0;
        }
    }
}
