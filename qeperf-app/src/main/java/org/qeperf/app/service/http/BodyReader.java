package org.qeperf.app.service.http;

import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;

/** Reads a body of known length as it comes, without a thread that waits. All happens on the thread of the connection. */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

    private static final int FIRST = 64 * 1024;

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
                if (size == body.length && size < length && !grow()) {
                    stop();
                    channel.suspendReads();
                    listener.noMemory();
                    return;
                }
                // One more read after the last byte, so that the channel knows that it is at its end.
                ByteBuffer room =
                        size < length ? ByteBuffer.wrap(body, size, body.length - size) : ByteBuffer.allocate(1);
                int count = channel.read(room);
                if (count == 0) {
                    return;
                }
                if (count < 0) {
                    end(channel);
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

    /** Makes room as bytes come: who only announces a large body takes no memory. */
    private boolean grow() {
        int larger = (int) Math.min(length, Math.max(FIRST, 2L * size));
        if (!holding.more(larger - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, larger);
        return true;
    }
}
