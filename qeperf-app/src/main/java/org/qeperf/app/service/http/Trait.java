package org.qeperf.app.service.http;

/** What is special about a route. */
public enum Trait {
    /** Answers in an instant and needs no body, so it does not wait behind predictions. */
    AT_ONCE,
    /** Pages of other origins may ask (CORS). */
    ANY_ORIGIN
}
