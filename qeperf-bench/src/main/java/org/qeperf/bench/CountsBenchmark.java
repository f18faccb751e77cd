package org.qeperf.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.crystal.SymmetryReduction;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.Pseudopotential;

/** From the text of an input to all its counts, with the pseudopotentials known, and the steps on the way. */
@SuppressWarnings("NullAway.Init")
public class CountsBenchmark extends AbstractBenchmark {

    private static final String SILICON = """
            &CONTROL
              calculation = 'scf'
              prefix = 'silicon'
            /
            &SYSTEM
              ibrav = 2
              celldm(1) = 10.2
              nat = 2
              ntyp = 1
              ecutwfc = 30
            /
            &ELECTRONS
              mixing_beta = 0.7
            /
            ATOMIC_SPECIES
            Si 28.086 Si.UPF
            ATOMIC_POSITIONS alat
            Si 0 0 0
            Si 0.25 0.25 0.25
            K_POINTS automatic
            4 4 4 1 1 1
            """;

    /** Cell, cutoffs and mesh of a gold surface of 112 atoms, whose places are made up below. */
    private static final String GOLD = """
            &CONTROL
              calculation = 'scf'
            /
            &SYSTEM
              ibrav = 8
              celldm(1) = 38.7583, celldm(2) = 0.494393, celldm(3) = 1.569966
              nat = 112, ntyp = 1
              ecutwfc = 25, ecutrho = 200
              occupations = 'smearing', degauss = 0.05
            /
            &ELECTRONS
            /
            K_POINTS automatic
            2 1 1 0 0 0
            ATOMIC_SPECIES
            Au 196.97 Au.UPF
            ATOMIC_POSITIONS crystal
            """;

    @Param({"silicon", "gold"})
    public String cell = "silicon";

    private String text;
    private List<Pseudopotential> potentials;
    private PwInput input;

    @Setup
    public void prepare() {
        boolean silicon = cell.equals("silicon");
        text = silicon ? SILICON : GOLD + surface();
        potentials = List.of(
                silicon
                        ? potential("Si", Pseudopotential.Kind.NORM_CONSERVING, 4, List.of(0, 1))
                        : potential("Au", Pseudopotential.Kind.ULTRASOFT, 11, List.of(0, 0, 1, 1, 2, 2)));
        input = parse();
    }

    /** Seven layers of 8 x 2 atoms, each a little off its place. */
    private static String surface() {
        StringBuilder lines = new StringBuilder();
        for (int atom = 0; atom < 112; atom++) {
            lines.append(String.format(
                    Locale.ROOT,
                    "Au %.9f %.9f %.9f%n",
                    (atom % 8) / 8.0 + 0.001 * Math.sin(atom),
                    (atom / 8 % 2) / 2.0 + 0.001 * Math.sin(3 * atom),
                    (atom / 16) * 0.06 + 0.001 * Math.sin(7 * atom)));
        }
        return lines.toString();
    }

    private static Pseudopotential potential(
            String element, Pseudopotential.Kind kind, double valence, List<Integer> projectors) {
        return new Pseudopotential(
                element,
                kind,
                valence,
                false,
                true,
                "PBE",
                0,
                0,
                4,
                1000,
                projectors.stream()
                        .map(l -> new Pseudopotential.Projector(l, 0))
                        .toList(),
                IntStream.range(0, 2)
                        .mapToObj(l -> new Pseudopotential.Orbital(l, 0, 1))
                        .toList());
    }

    /** The text to the typed input. */
    @Benchmark
    public PwInput parse() {
        return PwInputReader.parse(SourceText.of("pw.in", text), QeVersion.NEWEST, ParseLimits.DEFAULT);
    }

    /** Symmetry and k-points of the typed input. */
    @Benchmark
    public SymmetryReduction symmetry() {
        return SymmetryReduction.of(input, ParseLimits.DEFAULT);
    }

    /** The text to all counts. */
    @Benchmark
    public PwCounts textToCounts() {
        return PwCounter.count(parse(), potentials, ParseLimits.DEFAULT);
    }
}
