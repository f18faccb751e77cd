package org.qeperf.app.service.http;

/** Is told what the server does, for metrics. Safe for concurrent use. */
public interface Traffic {

    /**
     * A request was answered.
     *
     * @param method its method; {@code other} for one that no route has
     * @param template the template of its route; {@code none} where there is no route
     * @param status status of the answer; 0 if the connection broke before
     * @param seconds from the end of its head to the end of the answer
     * @param bodyBytes bytes of its body
     */
    void answered(String method, String template, int status, double seconds, long bodyBytes);

    /**
     * A request or a connection was turned away because of load.
     *
     * @param reason {@code queue}, {@code memory}, {@code connections} or {@code slow}
     */
    void rejected(String reason);
}
