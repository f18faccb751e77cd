package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;

/**
 * The open connections, bounded: at the bound a new one takes the place of the one that has been without a request for
 * longest, and is refused where all have one. A request counts once its body is here.
 */
final class Connections implements ChannelListener<StreamConnection> {

    private static final int FEW = 64;

    private final int most;
    private final ChannelListener<? super StreamConnection> next;
    private final Traffic traffic;
    // In the order in which they fell idle, or in which a request began whose body is not here yet.
    private final Set<StreamConnection> idle = new LinkedHashSet<>();
    private final Set<StreamConnection> busy = new HashSet<>();
    private final Set<StreamConnection> leaving = new HashSet<>();
    private int sweepAt = FEW;

    Connections(int most, ChannelListener<? super StreamConnection> next, Traffic traffic) {
        this.most = most;
        this.next = next;
        this.traffic = traffic;
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        if (!admit(connection)) {
            traffic.rejected("connections");
            IoUtils.safeClose(connection);
            return;
        }
        next.handleEvent(connection);
    }

    /** The head of a request is here: the connection is the youngest of those that can give way. */
    synchronized void touch(StreamConnection connection) {
        if (idle.remove(connection)) {
            idle.add(connection);
        }
    }

    /** A request is here as a whole: the connection gives way to no other. */
    synchronized void begin(StreamConnection connection) {
        if (idle.remove(connection) || leaving.remove(connection)) {
            busy.add(connection);
        }
    }

    /** A request is over. */
    synchronized void end(StreamConnection connection) {
        if (busy.remove(connection) && connection.isOpen()) {
            idle.add(connection);
        }
    }

    synchronized int count() {
        sweep();
        return idle.size() + busy.size();
    }

    void closeAll() {
        List<StreamConnection> all;
        synchronized (this) {
            all = new ArrayList<>(idle);
            all.addAll(busy);
        }
        all.forEach(IoUtils::safeClose);
    }

    private synchronized boolean admit(StreamConnection connection) {
        if (idle.size() + busy.size() >= Math.min(most, sweepAt)) {
            // Nobody tells of a closed connection; looking for them now and then costs little.
            sweep();
            sweepAt = Math.max(FEW, 2 * (idle.size() + busy.size()));
        }
        if (idle.size() + busy.size() >= most) {
            Iterator<StreamConnection> oldest = idle.iterator();
            if (!oldest.hasNext()) {
                return false;
            }
            StreamConnection gives = oldest.next();
            oldest.remove();
            leaving.add(gives);
            traffic.rejected("connections");
            gives.getIoThread().execute(() -> leave(gives));
        }
        idle.add(connection);
        return true;
    }

    /** Closes a connection, unless a request has come as a whole since it was chosen. */
    private void leave(StreamConnection connection) {
        boolean leaves;
        synchronized (this) {
            leaves = leaving.remove(connection);
        }
        if (leaves) {
            IoUtils.safeClose(connection);
        }
    }

    private void sweep() {
        idle.removeIf(connection -> !connection.isOpen());
        busy.removeIf(connection -> !connection.isOpen());
    }
}
