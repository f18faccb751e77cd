package org.qeperf.app.service.http;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections, bounded: at the bound a new one takes the place of the one that has been without a request for
 * longest, and is refused where all have one.
 */
final class Connections implements ChannelListener<StreamConnection> {

    private static final int FEW = 64;

    private final int most;
    private final ChannelListener<? super StreamConnection> next;
    private final Traffic traffic;
    // By the address of the client, which no two open connections share. In the order in which they fell idle.
    private final Map<SocketAddress, StreamConnection> idle = new LinkedHashMap<>();
    private final Map<SocketAddress, StreamConnection> busy = new LinkedHashMap<>();
    private int sweepAt = FEW;

    Connections(int most, ChannelListener<? super StreamConnection> next, Traffic traffic) {
        this.most = most;
        this.next = next;
        this.traffic = traffic;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        SocketAddress peer = connection.getPeerAddress();
        if (peer == null || !admit(peer, connection)) {
            traffic.rejected("connections");
            IoUtils.safeClose(connection);
            return;
        }
        next.handleEvent(connection);
    }

    /** A request begins. */
    synchronized void begin(SocketAddress peer) {
        StreamConnection connection = idle.remove(peer);
        if (connection != null) {
            busy.put(peer, connection);
        }
    }

    /** A request is over. */
    synchronized void end(SocketAddress peer) {
        StreamConnection connection = busy.remove(peer);
        if (connection != null && connection.isOpen()) {
            idle.put(peer, connection);
        }
    }

    synchronized int count() {
        sweep();
        return idle.size() + busy.size();
    }

    void closeAll() {
        List<StreamConnection> all;
        synchronized (this) {
            all = new ArrayList<>(idle.values());
            all.addAll(busy.values());
        }
        all.forEach(IoUtils::safeClose);
    }

    private synchronized boolean admit(SocketAddress peer, StreamConnection connection) {
        busy.remove(peer);
        idle.remove(peer);
        if (idle.size() + busy.size() >= Math.min(most, sweepAt)) {
            // Nobody tells of a closed connection; looking for them now and then costs little.
            sweep();
            sweepAt = Math.max(FEW, 2 * (idle.size() + busy.size()));
        }
        if (idle.size() + busy.size() >= most) {
            Iterator<StreamConnection> oldest = idle.values().iterator();
            if (!oldest.hasNext()) {
                return false;
            }
            StreamConnection gives = oldest.next();
            oldest.remove();
            traffic.rejected("connections");
            gives.getIoThread().execute(() -> IoUtils.safeClose(gives));
        }
        idle.put(peer, connection);
        return true;
    }

    private void sweep() {
        idle.values().removeIf(connection -> !connection.isOpen());
        busy.values().removeIf(connection -> !connection.isOpen());
    }
}
