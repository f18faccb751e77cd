package org.qeperf.train.figures;

/**
 * One thing drawn in a {@link Plot}.
 *
 * @param series its points; layers of the same name share a line of the legend, one without a name has none
 * @param form how they are drawn
 * @param tone their colour
 */
public record Layer(Series series, Form form, Tone tone) {

    /** How points are drawn. */
    public enum Form {
        /** A circle each. */
        POINTS,
        /** A cross each. */
        CROSSES,
        /** A large ring each, around what other layers draw there. */
        CIRCLED,
        /** A line from one to the next. */
        LINE,
        /** A thin line from one to the next, for comparison. */
        THIN_LINE,
        /** Circles and a line. */
        LINE_AND_POINTS
    }
}
