package org.qeperf.features.pseudo;

/** The numbers of a part of a text, one for each point of a radial mesh, but for their last bits. */
final class RadialNumbers {

    private final PotentialText text;
    private final int start;
    private final String what;
    private FortranReader reader;
    private int next;

    /** Numbers from a place on; what they are, for messages. */
    RadialNumbers(PotentialText text, int start, String what) {
        this.text = text;
        this.start = start;
        this.what = what;
        reader = new FortranReader(text, start);
    }

    /** The number of a point: quick where it is the next, or {@link #reach} reaches it. */
    double at(int point) {
        if (point != next && !reach(point)) {
            reach(0);
            while (next < point) {
                read();
            }
        }
        return read();
    }

    /** Goes to a point without reading the numbers before it; false, and stays, where they are more than numbers and blanks. */
    boolean reach(int point) {
        int place = text.pastItems(start, point);
        if (place < 0) {
            return false;
        }
        reader = new FortranReader(text, place);
        next = point;
        return true;
    }

    private double read() {
        next++;
        return reader.quick(what);
    }
}
