package org.qeperf.train.drift;

/**
 * Errors have changed.
 *
 * @param detector who says so
 * @param position the position of the error, from 0, at which it was noticed
 * @param begin the position of the error from which the new errors are estimated to begin
 * @param before median of the logarithms of measured over predicted before that
 * @param after the same from there to where it was noticed
 */
public record DriftAlarm(Detector detector, int position, int begin, double before, double after) {

    /** Who can say so. */
    public enum Detector {
        /** {@link PageHinkley}, of runs that take longer, or need more, than before. */
        PAGE_HINKLEY_UP,
        /** {@link PageHinkley}, of runs that take less than before. */
        PAGE_HINKLEY_DOWN,
        /** {@link Adwin}. */
        ADWIN
    }
}
