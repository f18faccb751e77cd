package org.qeperf.features.crystal;

/**
 * The six reciprocal lattice vectors that make the sides of a monoclinic Brillouin zone: the shortest one for each of six
 * directions, in the order of their angles ({@code find_n1n2_monoclinic} in {@code Modules/bz_form.f90}).
 */
final class MonoclinicFaces {

    private static final int LARGEST_INDEX = 8;
    private static final int FACES = 6;
    private static final double SAME_ANGLE = 1e-7;

    private final double[][] faces = new double[FACES][];
    private final double[] lengths = new double[FACES];
    private final double[] angles = new double[FACES];
    private int found;
    private double longest;

    private MonoclinicFaces() {}

    /**
     * The vectors.
     *
     * @param in index of the reciprocal vector that spans the plane with the first, 1 or 2
     * @return six Cartesian vectors
     */
    static double[][] of(Lattice lattice, int in) {
        MonoclinicFaces search = new MonoclinicFaces();
        for (int i = -LARGEST_INDEX; i <= LARGEST_INDEX; i++) {
            for (int j = -LARGEST_INDEX; j <= LARGEST_INDEX; j++) {
                if (i != 0 || j != 0) {
                    double[] c = new double[3];
                    c[0] = i;
                    c[in] = j;
                    search.offer(lattice.kToCartesian(c), in);
                }
            }
        }
        return search.byAngle();
    }

    private void offer(double[] g, int in) {
        double length = Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
        double angle = Math.acos(g[0] / length);
        if (g[in] < 0) {
            angle = 2 * Math.PI - angle;
        }
        boolean known = false;
        for (int face = 0; face < found; face++) {
            if (Math.abs(angle - angles[face]) < SAME_ANGLE) {
                known = true;
                if (length < lengths[face]) {
                    set(face, g, length, angle);
                }
            }
        }
        if (!known && (found < FACES || length < longest)) {
            set(found < FACES ? found++ : indexOfLongest(), g, length, angle);
        }
        longest = found == 0 ? 0 : lengths[indexOfLongest()];
    }

    private void set(int face, double[] g, double length, double angle) {
        faces[face] = g;
        lengths[face] = length;
        angles[face] = angle;
    }

    private int indexOfLongest() {
        int index = 0;
        for (int face = 1; face < found; face++) {
            index = lengths[face] > lengths[index] ? face : index;
        }
        return index;
    }

    private double[][] byAngle() {
        for (int i = 1; i < FACES; i++) {
            for (int j = i; j > 0 && angles[j] < angles[j - 1]; j--) {
                double[] g = faces[j];
                double length = lengths[j];
                double angle = angles[j];
                set(j, faces[j - 1], lengths[j - 1], angles[j - 1]);
                set(j - 1, g, length, angle);
            }
        }
        return faces;
    }
}
