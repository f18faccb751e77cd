package org.qeperf.app.service.http;

import java.time.Duration;
import java.util.List;

/**
 * Where the server listens and what it bears.
 *
 * @param address name or number of the interface
 * @param port port; 0 takes a free one
 * @param workers threads that answer
 * @param queue most requests that wait for a thread
 * @param connections most connections; beyond, the one idle for longest makes room
 * @param bodyBytes most bytes of a body
 * @param totalBytes most bytes of all bodies, what is made of them, and answers held at a time
 * @param head time for the head of a request, and for the first one of a connection to begin
 * @param body time for a body
 * @param idle time that a connection stays open without a request
 * @param answer time for a client to take its answer
 * @param stop time for requests under way when the server stops
 * @param hostNames what a server on loopback is called besides localhost, such as the name that a proxy before it sends on
 */
public record HttpOptions(
        String address,
        int port,
        int workers,
        int queue,
        int connections,
        int bodyBytes,
        long totalBytes,
        Duration head,
        Duration body,
        Duration idle,
        Duration answer,
        Duration stop,
        List<String> hostNames) {

    /** Most headers of a request. */
    static final int MOST_HEADERS = 100;

    /** Most bytes of the head of a request. */
    static final int LONGEST_HEAD = 32 * 1024;

    /** Most parameters of an address. */
    static final int MOST_PARAMETERS = 100;

    /** Refuses what cannot serve. */
    public HttpOptions {
        hostNames = List.copyOf(hostNames);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + "; expected 0 to 65535");
        }
        if (workers < 1 || queue < 1 || connections < 1 || bodyBytes < 1 || totalBytes < leastTotal(bodyBytes)) {
            throw new IllegalArgumentException(
                    "workers, queue, connections and bytes have to be at least 1, and the bytes of"
                            + " all bodies at least twice those of one");
        }
    }

    /** What is in force where nothing is said: loopback, port 8765, bodies up to 64 MiB. */
    public static HttpOptions defaults() {
        int bodyBytes = 64 << 20;
        return new HttpOptions(
                "127.0.0.1",
                8765,
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                64,
                4096,
                bodyBytes,
                Math.max(leastTotal(bodyBytes), Runtime.getRuntime().maxMemory() / 4),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                List.of());
    }

    /** The same on another port. */
    public HttpOptions withPort(int other) {
        return new HttpOptions(
                address,
                other,
                workers,
                queue,
                connections,
                bodyBytes,
                totalBytes,
                head,
                body,
                idle,
                answer,
                stop,
                hostNames);
    }

    /** The same with another bound of all bytes and of connections. */
    public HttpOptions withMost(long bytes, int others) {
        return new HttpOptions(
                address, port, workers, queue, others, bodyBytes, bytes, head, body, idle, answer, stop, hostNames);
    }

    /** Bytes that the largest body takes with what is made of it. */
    public static long leastTotal(int bodyBytes) {
        return 2L * bodyBytes;
    }
}
