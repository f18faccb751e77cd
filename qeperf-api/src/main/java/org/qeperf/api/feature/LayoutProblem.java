package org.qeperf.api.feature;

import java.util.Optional;

/**
 * A rule of the simulation program that a layout breaks.
 *
 * @param rule stable key of the rule, lower-case letters and hyphens, such as {@code pools-do-not-divide-ranks}
 * @param severity what it costs
 * @param message what is wrong with this layout, one line with the numbers
 * @param printed what the program would print, where it prints anything
 * @param advice what to do instead, one line with numbers
 */
public record LayoutProblem(String rule, Severity severity, String message, Optional<String> printed, String advice) {

    /** What a broken rule costs. */
    public enum Severity {
        /** The program stops, or the batch system would not start it. */
        STOPS,
        /** The program runs, but ranks or cores have nothing to do or get in each other's way. */
        WASTES
    }

    /**
     * For people.
     *
     * @return message, what the program prints, and advice in one line
     */
    @Override
    public String toString() {
        return message + printed.map(p -> " (it prints \"" + p + "\")").orElse("") + "; " + advice;
    }
}
