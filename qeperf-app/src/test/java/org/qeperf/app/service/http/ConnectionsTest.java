package org.qeperf.app.service.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** Which connection gives way, step by step. */
@Timeout(60)
class ConnectionsTest {

    private final Wire.Counts counts = new Wire.Counts();
    private XnioWorker worker;

    /** A connection without a wire; all have the address of one client, as one after the other can. */
    private static final class Unwired extends StreamConnection {

        Unwired(XnioIoThread thread) {
            super(thread);
        }

        @Override
        protected void notifyWriteClosed() {
            // Nothing is written.
        }

        @Override
        protected void notifyReadClosed() {
            // Nothing is read.
        }

        @Override
        public SocketAddress getPeerAddress() {
            return InetSocketAddress.createUnresolved("localhost", 1);
        }

        @Override
        public SocketAddress getLocalAddress() {
            return getPeerAddress();
        }
    }

    @BeforeEach
    void start() throws Exception {
        worker = Xnio.getInstance()
                .createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1, Options.THREAD_DAEMON, true));
    }

    @AfterEach
    void stop() {
        worker.shutdownNow();
    }

    private Connections atMost(int most) {
        return new Connections(most, connection -> {}, counts);
    }

    private void settle() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        worker.getIoThread().execute(done::countDown);
        done.await();
    }

    @Test
    void aRequestThatComesBeforeTheConnectionIsClosedKeepsItOpen() throws InterruptedException {
        Connections connections = atMost(1);
        CountDownLatch busyThread = new CountDownLatch(1);
        worker.getIoThread().execute(() -> {
            try {
                busyThread.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        StreamConnection old = new Unwired(worker.getIoThread());
        StreamConnection young = new Unwired(worker.getIoThread());
        connections.handleEvent(old);
        connections.handleEvent(young);
        connections.begin(old);
        busyThread.countDown();
        settle();
        assertTrue(old.isOpen() && young.isOpen());
        connections.end(old);
        connections.handleEvent(new Unwired(worker.getIoThread()));
        settle();
        assertFalse(young.isOpen());
        assertEquals(2, counts.rejected.get("connections"));
    }

    @Test
    void theEndOfAnOldConnectionIsNotThatOfANewOneOfTheSameClient() throws InterruptedException {
        Connections connections = atMost(2);
        StreamConnection old = new Unwired(worker.getIoThread());
        StreamConnection young = new Unwired(worker.getIoThread());
        connections.handleEvent(old);
        connections.begin(old);
        connections.handleEvent(young);
        connections.begin(young);
        connections.end(old);
        connections.handleEvent(new Unwired(worker.getIoThread()));
        settle();
        assertFalse(old.isOpen());
        assertTrue(young.isOpen());
    }

    @Test
    void theHeadOfARequestMakesAConnectionYoung() throws InterruptedException {
        Connections connections = atMost(2);
        StreamConnection first = new Unwired(worker.getIoThread());
        StreamConnection second = new Unwired(worker.getIoThread());
        connections.handleEvent(first);
        connections.handleEvent(second);
        connections.touch(first);
        connections.handleEvent(new Unwired(worker.getIoThread()));
        settle();
        assertTrue(first.isOpen());
        assertFalse(second.isOpen());
    }
}
