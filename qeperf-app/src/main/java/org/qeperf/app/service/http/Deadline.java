package org.qeperf.app.service.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;

/** What happens to an exchange when something takes too long; one thing at a time. */
final class Deadline {

    private final HttpServerExchange exchange;
    private XnioExecutor.@Nullable Key key;
    private int number;
    private boolean ended;

    Deadline(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /** Sets the deadline, in place of the one before. */
    synchronized void set(Duration limit, Runnable action) {
        cancel();
        if (!ended) {
            int mine = number;
            key = exchange.getIoThread()
                    .executeAfter(() -> expire(mine, action), limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    synchronized void cancel() {
        number++;
        if (key != null) {
            key.remove();
            key = null;
        }
    }

    /** No further deadline is set. */
    synchronized void end() {
        ended = true;
        cancel();
    }

    private void expire(int which, Runnable action) {
        synchronized (this) {
            if (ended || which != number) {
                return;
            }
            key = null;
        }
        action.run();
    }
}
