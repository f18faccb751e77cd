package org.qeperf.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A few connections that are kept open, each used by one thread at a time. One on which anything failed is closed, which
 * also undoes its transaction.
 */
final class ConnectionPool {

    private static final int MOST = 8;
    /** A connection that was idle for longer is asked whether it is still there. */
    private static final long TRUSTED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int ANSWER_SECONDS = 5;

    private final Engine engine;
    private final Semaphore free = new Semaphore(MOST, true);
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(Connection connection, long since) {}

    /** What is done with a connection. */
    interface Work<T> {

        T run(Connection connection) throws SQLException;
    }

    ConnectionPool(Engine engine) {
        this.engine = engine;
    }

    <T> T use(Work<T> work) throws SQLException {
        free.acquireUninterruptibly();
        try {
            Connection connection = take();
            boolean usable = false;
            try {
                T result = work.run(connection);
                usable = true;
                return result;
            } finally {
                giveBack(connection, usable);
            }
        } finally {
            free.release();
        }
    }

    private Connection take() throws SQLException {
        for (Idle found = nextIdle(); found != null; found = nextIdle()) {
            Connection connection = found.connection();
            if (System.nanoTime() - found.since() < TRUSTED_NANOS || connection.isValid(ANSWER_SECONDS)) {
                return connection;
            }
            connection.close();
        }
        return engine.connect();
    }

    private @Nullable Idle nextIdle() {
        synchronized (idle) {
            if (closed) {
                throw new IllegalStateException("the run store is closed");
            }
            return idle.pollFirst();
        }
    }

    private void giveBack(Connection connection, boolean usable) throws SQLException {
        if (usable) {
            synchronized (idle) {
                idle.addFirst(new Idle(connection, System.nanoTime()));
            }
        } else {
            connection.close();
        }
    }

    /** Waits for what is under way, then closes everything. */
    void close() throws SQLException {
        free.acquireUninterruptibly(MOST);
        try {
            synchronized (idle) {
                closed = true;
                while (!idle.isEmpty()) {
                    idle.removeFirst().connection().close();
                }
            }
        } finally {
            free.release(MOST);
        }
    }
}
