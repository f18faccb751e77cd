package org.qeperf.runtime.hardware;

/**
 * The two rates that bound what a device does with a kernel: the roofline of S. Williams, A. Waterman and D. Patterson,
 * Communications of the ACM 52(4), 65 (2009).
 *
 * @param flopPerS most operations on doubles in a second, positive
 * @param bytesPerS most bytes between device and its memory in a second, positive
 */
public record Roof(double flopPerS, double bytesPerS) {

    /** Checks the rates. */
    public Roof {
        if (!(flopPerS > 0 && bytesPerS > 0 && Double.isFinite(flopPerS) && Double.isFinite(bytesPerS))) {
            throw new IllegalArgumentException("a roof of " + flopPerS + " flop/s and " + bytesPerS + " bytes/s");
        }
    }

    /**
     * Operations that the device can do while it moves a byte. It is the intensity of the ridge, from which on the peak can be
     * reached.
     *
     * @return flop/byte
     */
    public double balance() {
        return flopPerS / bytesPerS;
    }

    /**
     * The highest rate of a kernel.
     *
     * @param intensity its operations over its bytes, flop/byte
     * @return the lower one of peak and bandwidth times intensity, flop/s
     */
    public double attainable(double intensity) {
        return Math.min(flopPerS, bytesPerS * intensity);
    }

    /**
     * What bounds a kernel.
     *
     * @param intensity its operations over its bytes, flop/byte
     * @return memory below the ridge
     */
    public Bound bound(double intensity) {
        return intensity < balance() ? Bound.MEMORY : Bound.COMPUTE;
    }

    /**
     * Several devices that work at the same time.
     *
     * @param other a device with a memory of its own
     * @return the sums of the rates
     */
    public Roof plus(Roof other) {
        return new Roof(flopPerS + other.flopPerS, bytesPerS + other.bytesPerS);
    }

    /**
     * Some of the device, or several.
     *
     * @param factor how many, positive
     * @return both rates times the factor
     */
    public Roof times(double factor) {
        return new Roof(factor * flopPerS, factor * bytesPerS);
    }
}
