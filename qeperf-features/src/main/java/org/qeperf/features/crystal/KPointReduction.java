package org.qeperf.features.crystal;

import org.qeperf.api.InputException;

/** Completes k-points that the group of the lattice has reduced for the smaller group of the crystal ({@code PW/src/irrek.f90}). */
final class KPointReduction {

    private static final double TOLERANCE = 1e-5;

    private final Lattice lattice;
    private final Symmetry symmetry;
    private final boolean turnsFlip;
    private final KPointList list;
    private final PointGroup group;
    private final int[] inverses;
    private final double[] images;
    private final double[] cosetWeights;

    private KPointReduction(Lattice lattice, Symmetry symmetry, boolean turnsFlip, KPointList list) {
        this.lattice = lattice;
        this.symmetry = symmetry;
        this.turnsFlip = turnsFlip;
        this.list = list;
        this.group = symmetry.group();
        this.inverses = group.inverses();
        this.images = new double[3 * group.size()];
        this.cosetWeights = new double[group.size()];
    }

    /**
     * Adds to a list, for one operation of each coset of the crystal's group, the images that are not yet there, and
     * divides weights among them.
     *
     * @param timeReversal whether k and -k are equivalent
     * @param turnsFlip whether operations with time reversal turn k to -k (spinors; not moments along z)
     */
    static void complete(Lattice lattice, Symmetry symmetry, boolean timeReversal, boolean turnsFlip, KPointList list) {
        if (symmetry.order() < symmetry.group().size()) {
            new KPointReduction(lattice, symmetry, turnsFlip, list).complete(timeReversal);
        }
        list.normalise();
    }

    /**
     * The same for spinors with magnetic moments, where k and -k are equivalent only by an operation.
     *
     * @throws InputException if pw.x would stop because points of the list are equivalent
     */
    static void completeMagnetic(Lattice lattice, Symmetry symmetry, int most, KPointList list) {
        new KPointReduction(lattice, symmetry, true, list).completeMagnetic(most);
        list.normalise();
    }

    private void complete(boolean timeReversal) {
        int order = symmetry.order();
        if (group.size() % order != 0) {
            throw new InputException(
                    list.location(),
                    "",
                    order + " symmetry operations of the crystal do not divide " + group.size() + " of its lattice",
                    "a crystal whose operations form a group (pw.x stops here too)");
        }
        int[] cosets = cosets();
        int given = list.size();
        double[] k = new double[3];
        for (int point = 0; point < given; point++) {
            list.get(point, k);
            double[] c = lattice.kToCrystal(k);
            for (int i = 0; i < cosets.length; i++) {
                image(c, cosets[i], i);
            }
            shareOut(point, order, timeReversal);
        }
    }

    private void image(double[] k, int op, int to) {
        int[] s = group.matrix(inverses[op]);
        int sign = turnsFlip && symmetry.reversed()[op] ? -1 : 1;
        for (int i = 0; i < 3; i++) {
            images[3 * to + i] = sign * (s[3 * i] * k[0] + s[3 * i + 1] * k[1] + s[3 * i + 2] * k[2]);
        }
    }

    private void shareOut(int point, int order, boolean timeReversal) {
        int cosetCount = group.size() / order;
        double sum = 0;
        for (int coset = 0; coset < cosetCount; coset++) {
            cosetWeights[coset] = 1;
            boolean met = false;
            for (int i = 0; i < coset * order && cosetWeights[coset] != 0; i++) {
                if (equivalent(3 * coset * order, 3 * i, timeReversal)) {
                    met = true;
                    if (cosetWeights[i / order] != 0) {
                        cosetWeights[i / order]++;
                        cosetWeights[coset] = 0;
                    }
                }
            }
            cosetWeights[coset] = met ? 0 : 1;
        }
        for (int coset = 0; coset < cosetCount; coset++) {
            sum += cosetWeights[coset];
        }
        double share = list.weight(point) / sum;
        list.setWeight(point, share * cosetWeights[0]);
        for (int coset = 1; coset < cosetCount; coset++) {
            if (cosetWeights[coset] != 0) {
                add(images, 3 * coset * order, share * cosetWeights[coset], list);
            }
        }
    }

    private void add(double[] from, int at, double weight, KPointList to) {
        double[] x = lattice.kToCartesian(new double[] {from[at], from[at + 1], from[at + 2]});
        to.add(x[0], x[1], x[2], weight);
    }

    private boolean equivalent(int a, int b, boolean orOpposite) {
        return isWhole(images[a] - images[b])
                        && isWhole(images[a + 1] - images[b + 1])
                        && isWhole(images[a + 2] - images[b + 2])
                || orOpposite
                        && isWhole(images[a] + images[b])
                        && isWhole(images[a + 1] + images[b + 1])
                        && isWhole(images[a + 2] + images[b + 2]);
    }

    private static boolean isWhole(double x) {
        return Math.abs(x - Math.rint(x)) < TOLERANCE;
    }

    /** Operations coset by coset, those of the crystal's group first. */
    private int[] cosets() {
        int[] indices = group.indices();
        int[] ordered = new int[group.size()];
        boolean[] done = new boolean[group.size()];
        int filled = 0;
        for (int op = 0; op < group.size() && filled < ordered.length; op++) {
            if (!done[op]) {
                for (int s = 0; s < symmetry.order(); s++) {
                    int product = indices[PointGroup.product(group.code(op), group.code(s))];
                    ordered[filled++] = product;
                    done[product] = true;
                }
            }
        }
        return ordered;
    }

    private void completeMagnetic(int most) {
        int given = list.size();
        double[] before = new double[3 * given];
        KPointList found = new KPointList(most, list.location());
        double[] k = new double[3];
        for (int point = 0; point < given; point++) {
            list.get(point, k);
            double[] c = lattice.kToCrystal(k);
            System.arraycopy(c, 0, before, 3 * point, 3);
            spread(c, list.weight(point), found);
        }
        SiteIndex index = new SiteIndex(new int[given], before);
        int known = 0;
        for (int point = 0; point < found.size(); point++) {
            found.get(point, k);
            int same = index.find(0, k[0], k[1], k[2], TOLERANCE);
            if (same >= 0) {
                known++;
                list.setWeight(same, found.weight(point));
            } else {
                add(k, 0, found.weight(point), list);
            }
        }
        if (known != given) {
            throw new InputException(
                    list.location(),
                    "",
                    "k-points that the lattice maps to each other, where pw.x stops for spinors with magnetic moments",
                    "one of each kind, or calculation = 'bands'");
        }
    }

    /** Adds the images of a point under the lattice that no operation of the crystal maps to each other. */
    private void spread(double[] k, double weight, KPointList found) {
        int first = found.size();
        double[] image = new double[3];
        double[] earlier = new double[3];
        for (int op = 0; op < group.size(); op++) {
            int[] s = group.matrix(inverses[op]);
            for (int i = 0; i < 3; i++) {
                image[i] = s[3 * i] * k[0] + s[3 * i + 1] * k[1] + s[3 * i + 2] * k[2];
            }
            int same = -1;
            for (int t = 0; t < symmetry.order() && same < 0; t++) {
                image(image, t, 0);
                for (int i = first; i < found.size() && same < 0; i++) {
                    found.get(i, earlier);
                    boolean meets = isWhole(earlier[0] - images[0])
                            && isWhole(earlier[1] - images[1])
                            && isWhole(earlier[2] - images[2]);
                    same = meets ? i : -1;
                }
            }
            if (same >= 0) {
                found.setWeight(same, found.weight(same) + weight);
            } else {
                found.add(image[0], image[1], image[2], weight);
            }
        }
    }
}
