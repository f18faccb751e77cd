package org.qeperf.features.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;

/** Exact exchange as pw.x 6.7 prints it for the silicon of the tests, unless another release is named. */
class ExchangeCounterTest {

    private static final QeVersion RELEASE = new QeVersion(6, 7);

    private static final Pseudopotential ULTRASOFT =
            Potentials.of("Si", Kind.ULTRASOFT, 4, List.of(0, 1), List.of(0, 1));

    @Test
    void aLocalFunctionalHasNone() {
        assertEquals(Optional.empty(), count("nosym = F", RELEASE).exchange());
    }

    @ParameterizedTest
    @CsvSource({"20, 0, 411, 12", "12, 0, 331, 12", "40, 60, 1139, 16", "30, 0, 725, 16"})
    void theGridHoldsEveryWavefunction(double ecutfock, double ecutrho, long vectors, int n) {
        String text = PwInputs.silicon(
                "ecutwfc = 12",
                "ecutwfc = 12, input_dft = 'pbe0', nqx1 = 2, nqx2 = 2, nqx3 = 2" + ", ecutfock = " + ecutfock
                        + ", ecutrho = " + ecutrho);
        PwCounts.ExactExchange exchange = count(
                        PwInputs.replace(text, "4 4 4 1 1 1", "2 2 2 1 1 0"), RELEASE, Potentials.silicon())
                .exchange()
                .orElseThrow();
        assertEquals(vectors, exchange.vectors());
        assertEquals(new FftGrid(n, n, n), exchange.grid());
        assertEquals(8, exchange.qPoints());
        assertEquals(8, exchange.kqPoints());
    }

    /** ({@code exx_iosys} in {@code PW/src/input.f90}.) */
    @ParameterizedTest
    @CsvSource({"7.2, 7, true", "7.3, 7, false", "7.5, 7, false", "7.5, 6, true"})
    void oneElectronHasNoCompressedExchange(String version, int charge, boolean compressed) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe0', tot_charge = " + charge);
        PwCounts counts = count(text, QeVersion.parse(version), Potentials.silicon());
        assertEquals(compressed, counts.exchange().orElseThrow().projectors());
    }

    @Test
    void atGammaHalfOfTheVectorsCountAndOnePoint() {
        String text = PwInputs.silicon("4 4 4 1 1 1\n", "").replace("K_POINTS automatic", "K_POINTS gamma");
        text = PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe0', ecutfock = 20");
        assertEquals(
                Optional.of(new PwCounts.ExactExchange(20, 1, 1, 0, 206, new FftGrid(12, 12, 12), true)),
                count(text, RELEASE, Potentials.silicon()).exchange());
    }

    @ParameterizedTest
    @CsvSource({
        "'nqx1 = 2, nqx2 = 2, nqx3 = 2', 4 4 4 1 1 1, 8, 48",
        "'nqx1 = 3, nqx2 = 3, nqx3 = 3', 4 4 4 1 1 1, 8, 48",
        "'nqx1 = 3, nqx2 = 4, nqx3 = 1', 4 4 4 0 0 0, 32, 64",
        "'nqx1 = 0', 4 4 4 1 1 1, 64, 64",
        "'nqx1 = 1, nqx2 = 1, nqx3 = 1', 4 4 4 1 1 1, 1, 10"
    })
    void aMeshThatDoesNotFitGivesWayToOneThatDoes(String mesh, String kPoints, int qPoints, int kqPoints) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse', " + mesh);
        PwCounts.ExactExchange exchange = count(
                        PwInputs.replace(text, "4 4 4 1 1 1", kPoints), RELEASE, Potentials.silicon())
                .exchange()
                .orElseThrow();
        assertEquals(qPoints, exchange.qPoints());
        assertEquals(kqPoints, exchange.kqPoints());
    }

    /** pw.x takes points for equal that differ by no more than 1e-6; 2/3 and 0.666667 are so near. */
    @Test
    void pointsOfSixDigitsFitAMesh() {
        String text = PwInputs.silicon(
                "ecutwfc = 12", "ecutwfc = 12, nosym = T, input_dft = 'pbe0', nqx1 = 1, nqx2 = 1, nqx3 = 3");
        text = PwInputs.replace(text, "automatic\n4 4 4 1 1 1", "crystal\n2\n0 0 0 1\n0 0 0.333333 2");
        PwCounts.ExactExchange exchange =
                count(text, RELEASE, Potentials.silicon()).exchange().orElseThrow();
        assertEquals(3, exchange.qPoints());
        assertEquals(3, exchange.kqPoints());
    }

    @Test
    void bothSpinDirectionsCount() {
        PwCounts counts =
                count("input_dft = 'hse', nqx1 = 1, nqx2 = 1, nqx3 = 1, nspin = 2, tot_magnetization = 0", RELEASE);
        assertEquals(20, counts.exchange().orElseThrow().kqPoints());
    }

    @Test
    void compressedExchangeCanBeSwitchedOff() {
        String hybrid = "input_dft = 'hse', nqx1 = 1, nqx2 = 1, nqx3 = 1";
        assertEquals(true, count(hybrid, RELEASE).exchange().orElseThrow().projectors());
        assertEquals(
                false,
                count(hybrid + ", ace = F", RELEASE).exchange().orElseThrow().projectors());
        assertEquals(
                false,
                count(hybrid, new QeVersion(6, 1)).exchange().orElseThrow().projectors());
    }

    @Test
    void theFunctionalCanBeThatOfThePseudopotential() {
        Pseudopotential hybrid = Potentials.of(Potentials.silicon(), "PB0X PW PB0X PBC");
        assertEquals(true, count(PwInputs.SILICON, RELEASE, hybrid).exchange().isPresent());
        String other = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe'");
        assertEquals(false, count(other, RELEASE, hybrid).exchange().isPresent());
    }

    @Test
    void ultrasoftPseudopotentialsSetTheCutoff() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'pbe0', ecutrho = 90, ecutfock = 20");
        assertEquals(
                48, count(text, RELEASE, ULTRASOFT).exchange().orElseThrow().ecutfockRydberg());
        assertEquals(
                20,
                count(text, RELEASE, Potentials.silicon())
                        .exchange()
                        .orElseThrow()
                        .ecutfockRydberg());
    }

    @ParameterizedTest
    @CsvSource({"11, 11.0", "50, 50.0"})
    void theCutoffMustLieBetweenTheOthers(String ecutfock, String shown) {
        assertRefused(
                "pw.in:10:12: ecutfock = " + shown + " is not between ecutwfc = 12.0 and ecutrho = 48.0; expected a"
                        + " cutoff between them, or no ecutfock",
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12\necutfock = " + ecutfock),
                RELEASE,
                Potentials.silicon());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scf|input_dft='hse', use_all_frac=T|6.7|false|exact exchange beside use_all_frac; expected one of them",
                "bands|input_dft='hse'|7.0|false|exact exchange without self-consistency, which pw.x 7.0 does not do;"
                        + " expected another calculation or functional, or version 7.1 or later",
                "relax|input_dft='hse'|7.5|true|exact exchange with ultrasoft or PAW pseudopotentials and moving atoms;"
                        + " expected norm-conserving pseudopotentials, or calculation = 'scf'",
                "scf|input_dft='hse', noncolin=T|7.5|true|exact exchange with ultrasoft or PAW pseudopotentials beside"
                        + " noncolin; expected norm-conserving pseudopotentials, or no noncolin",
                "scf|input_dft='tpss', noncolin=T|7.5|false|a meta-GGA functional beside noncolin; expected another"
                        + " functional, or no noncolin"
            })
    void pwxStopsHere(String calculation, String variables, String version, boolean ultrasoft, String message) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12\n" + variables);
        assertRefused(
                "pw.in:10:11: " + message,
                PwInputs.replace(text, "'scf'", "'" + calculation + "'").replace("ATOMIC_SP", "&IONS\n/\nATOMIC_SP"),
                QeVersion.parse(version),
                ultrasoft ? ULTRASOFT : Potentials.silicon());
    }

    @Test
    void earlierReleasesStopAtAMeshThatDoesNotFit() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse'\nnqx1=3, nqx2=3, nqx3=3");
        assertRefused(
                "pw.in:10:6: the mesh of exact exchange, 3 x 3 x 3, does not fit the k-points; expected nqx1, nqx2, nqx3"
                        + " that divide the numbers of K_POINTS automatic",
                text,
                new QeVersion(6, 5),
                Potentials.silicon());
    }

    @Test
    void aListOfKPointsNeedsAMesh() {
        String text = PwInputs.silicon("K_POINTS automatic\n4 4 4 1 1 1", "K_POINTS crystal\n2\n0 0 0 1\n0.1 0 0 1");
        assertRefused(
                "pw.in:4:1: nqx1, nqx2, nqx3 = 0 takes the mesh of the k-points, and there is none; expected nqx1, nqx2,"
                        + " nqx3 that divide the numbers of K_POINTS automatic",
                PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse'"),
                RELEASE,
                Potentials.silicon());
    }

    @Test
    void hugeMeshesAreRefused() {
        String text =
                PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse'\nnqx1=1000, nqx2=1000, nqx3=999");
        assertRefused(
                "pw.in:10:6: exact exchange with 9990000000 pairs of k and q; expected fewer points of K_POINTS, or smaller"
                        + " nqx1, nqx2, nqx3",
                text,
                RELEASE,
                Potentials.silicon());
        assertRefused(
                "pw.in:10:6: nqx1 = 1001; expected at most 1000",
                PwInputs.replace(text, "nqx1=1000", "nqx1=1001"),
                RELEASE,
                Potentials.silicon());
    }

    @Tag("slow")
    @Test
    void manyKPointsAreRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse', nosym = T, noinv = T\nnqx1=1");
        assertRefused(
                "pw.in:10:6: exact exchange with 729000000 pairs of k and k+q; expected fewer points of K_POINTS, or"
                        + " smaller nqx1, nqx2, nqx3",
                PwInputs.replace(PwInputs.replace(text, "nqx1=1", "nqx1=1, nqx2=1, nqx3=1"), "4 4 4", "30 30 30"),
                RELEASE,
                Potentials.silicon());
    }

    @Tag("slow")
    @Test
    void manyImagesOfKPointsAreRefused() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, input_dft = 'hse'\nnqx1=1, nqx2=1, nqx3=1");
        text = PwInputs.replace(text, "'scf'", "'bands'");
        String list = "K_POINTS crystal\n21000\n" + "0.1 0.2 0.3 1\n".repeat(21000);
        assertRefused(
                "pw.in:10:6: exact exchange with 1008000 images of k-points; expected fewer points of K_POINTS, or"
                        + " smaller nqx1, nqx2, nqx3",
                PwInputs.replace(text, "K_POINTS automatic\n4 4 4 1 1 1\n", list),
                QeVersion.NEWEST,
                Potentials.silicon());
    }

    @Test
    void kPointsFarFromTheOriginNeedTooLargeAGrid() {
        String text = PwInputs.silicon("K_POINTS automatic\n4 4 4 1 1 1", "K_POINTS tpiba\n1\n0 0 0.5 1");
        text = PwInputs.replace(text, "ibrav = 2\n  celldm(1) = 10.2", "ibrav = 6\n  celldm(1) = 2, celldm(3) = 12860");
        assertRefused(
                "pw.in:19:1: exact exchange asks for an FFT grid of more than 16385 points along an axis; expected k-points"
                        + " nearer to the origin, or a smaller cutoff",
                PwInputs.replace(text, "ecutwfc = 12", "ecutwfc = 1, nosym = T, input_dft = 'hse'"),
                QeVersion.NEWEST,
                Potentials.silicon());
    }

    private static PwCounts count(String variables, QeVersion version) {
        return count(PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12\n" + variables), version, Potentials.silicon());
    }

    private static PwCounts count(String text, QeVersion version, Pseudopotential potential) {
        return PwCounter.count(PwInputs.parse(text, version), List.of(potential), ParseLimits.DEFAULT);
    }

    private static void assertRefused(String message, String text, QeVersion version, Pseudopotential potential) {
        InputException e = assertThrows(InputException.class, () -> count(text, version, potential));
        assertEquals(message, e.getMessage());
    }
}
