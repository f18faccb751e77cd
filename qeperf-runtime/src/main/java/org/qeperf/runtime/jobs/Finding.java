package org.qeperf.runtime.jobs;

import java.util.OptionalInt;

/**
 * Something about a script that its owner should know.
 *
 * @param line number of its line, from 1; empty for the script as a whole
 * @param severity what it costs
 * @param rule stable key, lower-case letters and hyphens
 * @param found what is there, with its numbers
 * @param expected what would be right
 * @param advice what to do
 */
public record Finding(OptionalInt line, Severity severity, String rule, String found, String expected, String advice) {

    /** What a finding costs. */
    public enum Severity {
        /** The batch system refuses the job, or the program stops. */
        STOPS,
        /** The job runs, but takes or asks for more than it needs to, or may be ended too early. */
        WASTES,
        /** The script says what no longer holds. */
        STALE,
        /** Good to know. */
        HINT
    }

    /**
     * For people.
     *
     * @return what was found, expected and advised, in one line without place and severity
     */
    @Override
    public String toString() {
        return found + "; expected " + expected + ": " + advice;
    }
}
