package org.qeperf.examples.cp2k;

import java.util.List;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.feature.FeatureSpec.Scale;

/** The columns of a row: what the input determines, the layout, and the work that a core has of each kind. */
final class Cp2kSchema {

    private static final String PRINTED = "CP2K's output";

    static final FeatureSchema SCHEMA = new FeatureSchema(
            "cp2k-1",
            List.of(
                    count("atoms", "atoms in the cell", PRINTED),
                    count("electrons", "electrons of both spins", PRINTED),
                    flag("spins", "1, or 2 where each spin has orbitals of its own", PRINTED),
                    count("spherical_functions", "contracted basis functions, 2 l + 1 of a shell", PRINTED),
                    count("primitive_functions", "exponents of all atoms' sets of shells", PRINTED),
                    count("molecular_orbitals", "orbitals of both spins", PRINTED),
                    count("finest_grid_points", "points of the finest grid", PRINTED),
                    new FeatureSpec("volume", "angstrom^3", "volume of the cell", PRINTED, Scale.LOG),
                    flag("gradient_corrected", "1 where the functional needs the density's gradient", "the input"),
                    flag(
                            "orbital_transformation",
                            "1 where orbitals are transformed, 0 where diagonalised",
                            "the input"),
                    count("ranks", "MPI ranks", "the layout"),
                    count("threads_per_rank", "threads of a rank", "the layout"),
                    count(
                            "transform_work_per_core",
                            "spins times N log2 N of the finest grid's N points, times 4 where there is a gradient, over cores",
                            "a density and, with a gradient, its three derivatives are transformed for each spin"),
                    count(
                            "collocation_work_per_core",
                            "spins times the work of pairs of primitive functions on their grids, over cores",
                            "overlapping images of the pairs, points of a product, the square of its polynomial's degree"),
                    count(
                            "algebra_work_per_core",
                            "spins times squared basis functions times basis functions, or times orbitals where they are"
                                    + " transformed, over cores",
                            "diagonalisation of full matrices; products with the orbitals")));

    /** Columns that do not depend on the layout, before it. */
    static final int FIXED = 10;

    /** Columns of work, after the layout's two. */
    static final int WORKS = 3;

    private Cp2kSchema() {}

    private static FeatureSpec count(String name, String meaning, String source) {
        return new FeatureSpec(name, "1", meaning, source, Scale.LOG);
    }

    private static FeatureSpec flag(String name, String meaning, String source) {
        return new FeatureSpec(name, "1", meaning, source, Scale.LINEAR);
    }

    /** The columns that do not depend on the layout, then the work of all cores. */
    static double[] fixed(Counts counts) {
        double spins = counts.whole(CountNames.SPINS);
        double functions = counts.whole(CountNames.SPHERICALS);
        double orbitals = bothSpins(counts, CountNames.ORBITALS);
        double volume = counts.real(CountNames.VOLUME);
        boolean gradient = counts.flag(CountNames.GRADIENT);
        boolean transformed = counts.flag(CountNames.TRANSFORMATION);
        Count.Grid finest = counts.grid(CountNames.GRID + "_1");
        double points = (double) finest.n1() * finest.n2() * finest.n3();
        return new double[] {
            counts.whole(CountNames.ATOMS),
            bothSpins(counts, CountNames.ELECTRONS),
            spins,
            functions,
            counts.whole(CountNames.PRIMITIVES),
            orbitals,
            points,
            volume,
            gradient ? 1 : 0,
            transformed ? 1 : 0,
            spins * points * Math.log(points) / Math.log(2) * (gradient ? 4 : 1),
            spins * counts.real(CountNames.PAIR_WORK),
            functions * functions * (transformed ? orbitals : spins * functions)
        };
    }

    private static double bothSpins(Counts counts, String name) {
        long sum = counts.whole(name + "_1");
        return counts.whole(CountNames.SPINS) == 1 ? sum : sum + counts.whole(name + "_2");
    }
}
