package org.qeperf.api;

/**
 * Something the user should know about an input that was nevertheless understood. Printed like an error, with the word
 * "warning".
 *
 * @param location where it is
 * @param message what was found and what follows from it, one line
 */
public record Diagnostic(SourceLocation location, String message) {

    @Override
    public String toString() {
        return location + ": warning: " + message;
    }
}
