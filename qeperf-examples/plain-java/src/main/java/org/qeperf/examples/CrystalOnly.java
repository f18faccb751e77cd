package org.qeperf.examples;

import java.util.List;
import org.qeperf.features.basis.GVectors;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;

/** Input, symmetry, k-points and grids without a prediction: {@code qeperf-features} alone. */
final class CrystalOnly {

    private static final String RUTILE = """
            &CONTROL /
            &SYSTEM
              space_group = 136, A = 4.594, C = 2.959, nat = 2, ntyp = 2, ecutwfc = 40
            /
            &ELECTRONS /
            ATOMIC_SPECIES
            Ti 47.867 Ti.UPF
            O  15.999 O.UPF
            ATOMIC_POSITIONS crystal_sg
            Ti 2a
            O  4f 0.3053
            K_POINTS automatic
            4 4 6 0 0 0
            """;

    private CrystalOnly() {}

    public static void main(String[] arguments) {
        SourceText text = SourceText.of("rutile", RUTILE);
        PwInput input = PwInputReader.parse(text, QeVersion.NEWEST, ParseLimits.DEFAULT);
        SymmetryReduction reduction = SymmetryReduction.of(input, ParseLimits.DEFAULT);
        System.out.println(input.atoms().size() + " atoms, " + reduction.operations() + " operations");
        System.out.println(reduction.symmetryOperations().get(2));
        System.out.println(reduction.kPointCount() + " k-points, the second with weight "
                + reduction.weights()[1]);

        Lattice aluminium = Lattice.bravais(2, 7.65);
        double unit = 2 * Math.PI / aluminium.alat();
        GVectors vectors = GVectors.of(aluminium, 80 / (unit * unit), List.of(1, 1, 1));
        System.out.println(vectors.count() + " G-vectors on " + vectors.grid().text());
    }
}
