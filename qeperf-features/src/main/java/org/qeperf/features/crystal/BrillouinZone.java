package org.qeperf.features.crystal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qeperf.api.InputException;
import org.qeperf.features.input.KPoints;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.QeVersion;

/**
 * The points of a Brillouin zone that have letters, for the lattices and in the conventions of pw.x
 * ({@code Modules/bz_form.f90}, unchanged from 6.0 to 7.5): Setyawan and Curtarolo (SC, also for BC) or Bilbao (BI).
 *
 * <p>Orthorhombic zones are laid out for axes in increasing length and turned back, monoclinic ones are searched.
 */
final class BrillouinZone {

    private static final String BILBAO = "BI";

    private final Lattice lattice;
    private final List<String> names = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();

    private BrillouinZone(Lattice lattice) {
        this.lattice = lattice;
        names.add("gG");
        points.add(new double[3]);
    }

    /**
     * The points of a path whose vertices are letters.
     *
     * @param path the path
     * @param cell the cell, for its {@code ibrav}
     * @param lattice its lattice
     * @param version the release of pw.x
     * @return the points, in the coordinates of the path
     * @throws InputException if the lattice has no letters, or not this one
     */
    static KPoints.Listed layOut(KPoints.Path path, PwInput.Cell cell, Lattice lattice, QeVersion version) {
        BrillouinZone zone = of(path, cell, lattice, version);
        List<KPoints.Point> vertices = new ArrayList<>();
        for (KPoints.Vertex vertex : path.vertices()) {
            KPoints.Point place = vertex.place();
            if (!vertex.letters().isEmpty()) {
                double[] k = zone.find(vertex, path, cell);
                double[] x = path.crystal() ? lattice.kToCrystal(k) : k;
                place = new KPoints.Point(x[0], x[1], x[2], place.weight());
            }
            vertices.add(place);
        }
        return new KPoints.Listed(KPoints.alongLines(vertices), path.crystal(), path.location());
    }

    private static BrillouinZone of(KPoints.Path path, PwInput.Cell cell, Lattice lattice, QeVersion version) {
        boolean bilbao = path.labelType().equals(BILBAO);
        double[] celldm = new double[6];
        for (int i = 0; i < 6; i++) {
            celldm[i] = cell.celldm().get(i);
        }
        return switch (cell.ibrav()) {
            case 1 -> plain(BrillouinZones.CUBIC, bilbao, lattice);
            case 2 -> plain(BrillouinZones.FACE_CENTRED, bilbao, lattice);
            case 3 -> plain(BrillouinZones.BODY_CENTRED, bilbao, lattice);
            case 4 -> plain(BrillouinZones.HEXAGONAL, bilbao, lattice);
            case 5 -> plain(celldm[3] > 0 ? BrillouinZones.TRIGONAL_FLAT : BrillouinZones.TRIGONAL, bilbao, lattice);
            case 6 -> plain(BrillouinZones.TETRAGONAL, bilbao, lattice);
            case 7 ->
                plain(
                        celldm[2] > 1 ? BrillouinZones.BODY_CENTRED_LONG : BrillouinZones.BODY_CENTRED_FLAT,
                        bilbao,
                        lattice);
            case 8 -> plain(BrillouinZones.ORTHORHOMBIC, bilbao, lattice);
            case 9, -9 -> baseCentred(cell, celldm, bilbao, version);
            case 10, 11 -> orthorhombic(cell, celldm, bilbao, version);
            case 12 -> monoclinic(1, 2, "X Y Z D A", lattice);
            case -12 -> monoclinic(2, 1, "X Z Y A D", lattice);
            default ->
                throw new InputException(
                        path.location(),
                        "",
                        "letters for k-points beside ibrav = " + cell.ibrav(),
                        "coordinates, or ibrav one of 1, 2, 3, 4, 5, 6, 7, 8, 9, -9, 10, 11, 12, -12");
        };
    }

    private double[] find(KPoints.Vertex vertex, KPoints.Path path, PwInput.Cell cell) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            // Two characters count, or three with a leading g; blanks count too.
            String padded = name.startsWith("g") ? (name + "  ").substring(0, 3) : (name + " ").substring(0, 2);
            if (vertex.letters().startsWith(padded)) {
                return points.get(i);
            }
        }
        throw new InputException(
                vertex.location(),
                vertex.letters().strip(),
                "unknown k-point " + InputException.quote(vertex.letters().strip()) + " for ibrav = " + cell.ibrav()
                        + (path.labelType().equals(BILBAO) ? " and point_label_type = 'BI'" : ""),
                "one of " + String.join(", ", names));
    }

    private static BrillouinZone plain(String[] zone, boolean bilbao, Lattice lattice) {
        BrillouinZone made = new BrillouinZone(lattice);
        String[] formulas = zone[0].split(" ");
        String[] names = zone[bilbao ? zone.length - 1 : 1].split(" ");
        made.addAll(formulas, names);
        return made;
    }

    private void addAll(String[] formulas, String[] letters) {
        for (int i = 0; i < letters.length; i++) {
            names.add(letters[i]);
            points.add(point(formulas[i]));
        }
    }

    /** The place of a formula in the notation of {@link BrillouinZones}. */
    private double[] point(String formula) {
        if (formula.startsWith("z")) {
            return new double[] {0, 0, reciprocal(formula.substring(1))[2] / 2};
        }
        String[] terms = formula.split("&");
        double[] sum = new double[3];
        String[] corners = terms[0].split("/");
        for (String corner : corners) {
            double[] k = corner.length() == 3 ? half(reciprocal(corner)) : corner(corner.split("\\*"));
            for (int i = 0; i < 3; i++) {
                sum[i] += k[i] / corners.length;
            }
        }
        if (terms.length > 1) {
            double[] g = reciprocal(terms[1]);
            for (int i = 0; i < 3; i++) {
                sum[i] += g[i] / 2;
            }
        }
        return sum;
    }

    private static double[] half(double[] g) {
        return new double[] {g[0] / 2, g[1] / 2, g[2] / 2};
    }

    private double[] corner(String[] faces) {
        return corner(reciprocal(faces[0]), reciprocal(faces[1]), reciprocal(faces[2]));
    }

    /** The reciprocal lattice vector with these coefficients, each {@code +}, {@code 0} or {@code -}. */
    private double[] reciprocal(String signs) {
        double[] c = new double[3];
        for (int i = 0; i < 3; i++) {
            c[i] = signs.charAt(i) == '+' ? 1 : signs.charAt(i) == '-' ? -1 : 0;
        }
        return lattice.kToCartesian(c);
    }

    /** Where the planes that halve three reciprocal vectors meet, by Cramer's rule. */
    private static double[] corner(double[] a, double[] b, double[] c) {
        double[] right = {dot(a, a) / 2, dot(b, b) / 2, dot(c, c) / 2};
        double volume = dot(a, cross(b, c));
        double[] bc = cross(b, c);
        double[] ca = cross(c, a);
        double[] ab = cross(a, b);
        double[] k = new double[3];
        for (int i = 0; i < 3; i++) {
            k[i] = (right[0] * bc[i] + right[1] * ca[i] + right[2] * ab[i]) / volume;
        }
        return k;
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    /** Axes a and b in increasing length. */
    private static BrillouinZone baseCentred(PwInput.Cell cell, double[] celldm, boolean bilbao, QeVersion version) {
        boolean swap = celldm[1] < 1;
        double[] sorted = celldm.clone();
        if (swap) {
            sorted[0] = celldm[0] * celldm[1];
            sorted[2] = celldm[2] / celldm[1];
            sorted[1] = 1 / celldm[1];
        }
        BrillouinZone zone = new BrillouinZone(lattice(cell, sorted, version));
        String[] letters = BrillouinZones.BASE_CENTRED_NAMES[swap ? 1 : 0].split(" ");
        if (bilbao) {
            letters[0] = "gD0";
            letters[7] = "B0";
        }
        zone.addAll(
                (cell.ibrav() == 9 ? BrillouinZones.BASE_CENTRED : BrillouinZones.BASE_CENTRED_OTHER).split(" "),
                letters);
        for (double[] k : zone.points) {
            if (swap) {
                swap(k, 0, 1, sorted[1]);
            }
        }
        return zone;
    }

    private static Lattice lattice(PwInput.Cell cell, double[] celldm, QeVersion version) {
        List<Double> parameters = Arrays.stream(celldm).boxed().toList();
        return Lattice.of(
                new PwInput.Cell(cell.ibrav(), parameters, cell.vectors(), cell.vectorUnit(), cell.location()),
                version);
    }

    private static void swap(double[] k, int a, int b, double scale) {
        double kept = k[a];
        k[a] = k[b];
        k[b] = kept;
        scale(k, scale);
    }

    private static void scale(double[] k, double scale) {
        for (int i = 0; i < 3; i++) {
            k[i] *= scale;
        }
    }

    /** Three axes in increasing length: b and c are swapped first, then a with b, or all are turned. */
    private static BrillouinZone orthorhombic(PwInput.Cell cell, double[] celldm, boolean bilbao, QeVersion version) {
        double[] sorted = celldm.clone();
        boolean swapBC = sorted[1] > sorted[2];
        if (swapBC) {
            sorted[1] = celldm[2];
            sorted[2] = celldm[1];
        }
        boolean swapAB = sorted[1] < 1 && sorted[2] > 1;
        boolean turn = !swapAB && sorted[1] < 1;
        double b = sorted[1];
        double c = sorted[2];
        if (swapAB || turn) {
            sorted[0] *= b;
            sorted[1] = swapAB ? 1 / b : c / b;
            sorted[2] = swapAB ? c / b : 1 / b;
        }
        BrillouinZone zone = new BrillouinZone(lattice(cell, sorted, version));
        double sum = 1 / (sorted[1] * sorted[1]) + 1 / (sorted[2] * sorted[2]);
        String[] data = cell.ibrav() == 11
                ? BrillouinZones.BODY_CENTRED_ORTHORHOMBIC
                : sum < 1 - 1e-8
                        ? BrillouinZones.FACE_CENTRED_LONG
                        : sum > 1 + 1e-8 ? BrillouinZones.FACE_CENTRED_EVEN : BrillouinZones.FACE_CENTRED_BETWEEN;
        int names = 1 + (swapBC ? 1 : 0) + (swapAB ? 2 : 0) + (turn ? 4 : 0);
        boolean own = bilbao && data.length > 7;
        zone.addAll(data[0].split(" "), data[names + (own ? 6 : 0)].split(" "));
        for (double[] k : zone.points) {
            if (swapAB) {
                swap(k, 0, 1, sorted[1]);
            } else if (turn) {
                swap(k, 0, 2, sorted[1]);
                swap(k, 1, 2, 1);
            }
            if (swapBC) {
                swap(k, 1, 2, 1);
            }
        }
        return zone;
    }

    /**
     * Monoclinic zones: six shortest vectors in the plane across the unique axis, by angle.
     *
     * @param in second reciprocal vector of the plane, from 0
     * @param unique reciprocal vector along the unique axis, from 0
     */
    private static BrillouinZone monoclinic(int in, int unique, String letters, Lattice lattice) {
        BrillouinZone zone = new BrillouinZone(lattice);
        double[][] faces = MonoclinicFaces.of(lattice, in);
        double[] up = new double[3];
        up[unique] = 1;
        double[] top = lattice.kToCartesian(up);
        double[] bottom = {-top[0], -top[1], -top[2]};
        double[] x = mean(corner(faces[0], faces[5], top), corner(faces[4], faces[5], bottom));
        double[] y = mean(corner(faces[0], faces[1], top), corner(faces[1], faces[2], bottom));
        double[] z = half(top);
        double[] first = unique == 2 ? y : x;
        double[] second = unique == 2 ? x : y;
        zone.names.addAll(List.of(letters.split(" ")));
        zone.points.addAll(List.of(x, y, z, sum(first, z), sum(second, z)));
        return zone;
    }

    private static double[] mean(double[] a, double[] b) {
        return half(sum(a, b));
    }

    private static double[] sum(double[] a, double[] b) {
        return new double[] {a[0] + b[0], a[1] + b[1], a[2] + b[2]};
    }
}
