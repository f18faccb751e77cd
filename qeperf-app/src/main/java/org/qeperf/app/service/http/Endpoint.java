package org.qeperf.app.service.http;

/** Answers requests. Safe for concurrent use. */
@FunctionalInterface
public interface Endpoint {

    /**
     * Answers.
     *
     * @param request the request, read whole
     * @return the answer
     * @throws Problem if the request cannot be answered; other exceptions of qeperf become problems too
     */
    Reply answer(Request request);
}
