package org.qeperf.app.service.http;

/** What is special about a route. */
public enum Trait {
    /** Answers in an instant and needs no body, so it does not wait behind predictions. */
    AT_ONCE,
    /** May take seconds, so it waits behind others of its kind and not before predictions. */
    LONG,
    /** Pages of other origins may ask (CORS). */
    ANY_ORIGIN
}
