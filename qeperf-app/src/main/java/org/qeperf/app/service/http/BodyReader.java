package org.qeperf.app.service.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;

/** Reads a body of known length as it comes, without a thread that waits. All happens on the thread of the connection. */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

    private static final int FIRST = 4 * 1024;
    private static final int SCRATCH = 16 * 1024;

    /** Where bytes come that have no place yet; one for each thread that moves bytes. */
    private static final ThreadLocal<byte[]> ARRIVALS = ThreadLocal.withInitial(() -> new byte[SCRATCH]);

    private final HttpServerExchange exchange;
    private final int length;
    private final Holding holding;
    private final Listener listener;
    private byte[] body = new byte[0];
    private int size;
    private boolean done;

    /** What becomes of the body. */
    interface Listener {
        void complete(byte[] body);

        void noMemory();

        void broken();
    }

    BodyReader(HttpServerExchange exchange, int length, Holding holding, Listener listener) {
        this.exchange = exchange;
        this.length = length;
        this.holding = holding;
        this.listener = listener;
    }

    void start() {
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null) {
            stop();
            listener.broken();
            return;
        }
        channel.getReadSetter().set(this);
        handleEvent(channel);
        if (!done) {
            channel.resumeReads();
        }
    }

    /** Reads no further. */
    void stop() {
        done = true;
        body = new byte[0];
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        try {
            while (!done) {
                // Also one more read after the last byte, so that the channel knows that it is at its end.
                boolean full = size == body.length;
                byte[] arrivals = ARRIVALS.get();
                int count = channel.read(
                        full ? ByteBuffer.wrap(arrivals) : ByteBuffer.wrap(body, size, body.length - size));
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    end(channel);
                    return;
                }
                if (full && !append(arrivals, count)) {
                    stop();
                    channel.suspendReads();
                    listener.noMemory();
                    return;
                }
                size += count;
            }
        } catch (IOException e) {
            stop();
            listener.broken();
        }
    }

    private void end(StreamSourceChannel channel) {
        done = true;
        channel.suspendReads();
        if (size == length) {
            listener.complete(body);
        } else {
            listener.broken();
        }
    }

    /** Makes room for bytes that are there: who only announces a large body takes no memory. */
    private boolean append(byte[] arrivals, int count) {
        int larger = (int) Math.min(length, Math.max(FIRST, Math.max(2L * size, (long) size + count)));
        if (!holding.more(larger - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, larger);
        System.arraycopy(arrivals, 0, body, size, count);
        return true;
    }
}
