package org.qeperf.store;

/** The first line of an error's text. */
final class OneLine {

    private OneLine() {}

    static String of(Throwable error) {
        return String.valueOf(error.getMessage()).lines().findFirst().orElse("").strip();
    }
}
