package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.PwInput.PositionUnit;
import org.qeperf.features.input.PwInput.VectorUnit;

class CardsTest {

    @ParameterizedTest
    @CsvSource({
        "alat, ALAT",
        "bohr, BOHR",
        "angstrom, ANGSTROM",
        "crystal, CRYSTAL",
        "'', ALAT",
        "{Crystal}, CRYSTAL",
        "(BOHR), BOHR",
        "{ angstrom }, ANGSTROM",
        "'alat ! in a', ALAT",
        // pw.x looks for units in the whole line
        "'alat ! bohr', BOHR"
    })
    void positionsHaveAUnit(String option, PositionUnit unit) {
        assertEquals(
                unit,
                PwInputs.parse(PwInputs.silicon("POSITIONS alat", "POSITIONS " + option))
                        .positionUnit());
        assertEquals(
                unit,
                PwInputs.parse(PwInputs.silicon("ATOMIC_POSITIONS alat", "atomic_positions\t" + option))
                        .positionUnit());
    }

    @Test
    void aUnitInACommentGivesAWarning() {
        assertEquals(
                List.of("pw.in:16:23: warning: pw.x looks for the option of ATOMIC_POSITIONS in this comment too"),
                warnings(PwInputs.silicon("alat", "alat ! not bohr")));
    }

    @Test
    void namesOfCardsAreInCapitalsBefore72() {
        String text = PwInputs.silicon("ATOMIC_POSITIONS", "atomic_positions");
        assertEquals(2, PwInputs.parse(text, new QeVersion(7, 2)).atoms().size());
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text, new QeVersion(7, 1)));
        assertEquals(
                "pw.in:16:1: there is no ATOMIC_POSITIONS card but 'atomic_positions'; expected ATOMIC_POSITIONS in"
                        + " capitals, before pw.x 7.2",
                e.getMessage());
    }

    @Test
    void aSlashAfterACardIsPassedOverFrom75On() {
        String text = PwInputs.SILICON + "/\n";
        assertEquals(List.of(), warnings(text));
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text, new QeVersion(7, 4)));
        assertEquals("pw.in:21:1: pw.x takes this line for another K_POINTS; expected no '/'", e.getMessage());
    }

    @Test
    void aLineOfTabsIsPassedOverFrom74On() {
        String text = PwInputs.SILICON + "\t\n";
        assertEquals(List.of(), warnings(text));
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text, new QeVersion(7, 3)));
        assertEquals("pw.in:21:1: a line of tabs alone; expected an empty line", e.getMessage());
    }

    @Test
    void whatIsBeyondTheEndOfALineGivesAWarning() {
        assertEquals(
                List.of("pw.in:18:257: warning: pw.x reads no more than 256 characters of a line: the rest is ignored"),
                warnings(PwInputs.silicon("Si 0.25 0.25 0.25", "Si 0.25 0.25 0.25" + " ".repeat(250) + "1 1 1")));
    }

    /** Cards that change no count. */
    @Test
    void otherCardsAreRead() {
        String cards = "ATOMIC_FORCES\n0 0 1\nSi 0 0 -1\nATOMIC_VELOCITIES\nSi 0 0 0\nSi 0 0 0\n"
                + "REF_CELL_PARAMETERS\n3*0\n3*1\n3*2\nCONSTRAINTS\n2 1d-6\n'distance' 1 2 4.0\n'potential_wall' 1 2 3\nKSOUT\n2\n1 2\n"
                + "AUTOPILOT\nON_STEP = 5 : dt = 3\nENDRULES\nOCCUPATIONS\n2 2 2\n1+1 0 x\n";
        String text = PwInputs.replace(PwInputs.SILICON + cards, "'scf'", "'md'");
        text = PwInputs.replace(text, "nat = 2", "nat = 2 nbnd = 5");
        text = PwInputs.replace(text, "0.7\n/\n", "0.7\n/\n&IONS\nion_velocities = 'from_input'\n/\n");
        assertEquals(List.of(), warnings(text));
    }

    private static List<String> warnings(String text) {
        return PwInputs.parse(text).warnings().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "celldm(1) = 10.2, alat, ALAT",
        "celldm(1) = 10.2, '', ALAT",
        "A = 5.4, {alat}, ALAT",
        "'', '', BOHR",
        "'', bohr, BOHR",
        "'', (angstrom), ANGSTROM"
    })
    void latticeVectorsHaveAUnit(String parameter, String option, VectorUnit unit) {
        String text = PwInputs.silicon("ibrav = 2\n  celldm(1) = 10.2", "ibrav = 0\n" + parameter) + "CELL_PARAMETERS "
                + option + "\n# a\n1 0 0.5d0\n\n# b\n-1.e0 2*0 ! b\n0;0, 3 / c\n";
        PwInput.Cell cell = PwInputs.parse(text).cell();
        assertEquals(unit, cell.vectorUnit());
        assertEquals(
                List.of(1.0, 0.0, 0.5, -1.0, 0.0, 0.0, 0.0, 0.0, 3.0),
                cell.vectors().orElseThrow());
    }

    @Test
    void anUnknownUnitOfLatticeVectorsGivesAWarning() {
        String text = PwInputs.silicon("ibrav = 2", "ibrav = 0") + "CELL_PARAMETERS (Cubic)\n1 0 0\n0 1 0\n0 0 1\n";
        assertEquals(
                List.of(
                        "pw.in:21:18: warning: unknown unit 'Cubic' of CELL_PARAMETERS ignored, as pw.x does; it has alat,"
                                + " bohr and angstrom"),
                PwInputs.parse(text).warnings().stream().map(Object::toString).toList());
    }

    @Test
    void lengthsInAngstromBecomeCelldm() {
        String text = PwInputs.silicon(
                "ibrav = 2\n  celldm(1) = 10.2", "ibrav = 14 A=5 B=6 C=7 cosAB=0.1 cosAC=0.2 cosBC=0.3");
        assertEquals(
                List.of(5 / 0.529177210903, 6.0 / 5, 7.0 / 5, 0.3, 0.2, 0.1),
                PwInputs.parse(text).cell().celldm());
    }

    @ParameterizedTest
    @CsvSource({"12, 0.1, 0, 0", "-12, 0, 0.2, 0", "13, 0.1, 0, 0", "-13, 0, 0.2, 0", "5, 0.1, 0, 0", "8, 0.1, 0, 0"})
    void theLatticeDecidesWhichCosineCounts(int ibrav, double d4, double d5, double d6) {
        String text = PwInputs.silicon(
                "ibrav = 2\n  celldm(1) = 10.2", "ibrav = " + ibrav + " A=5 B=6 C=7 cosAB=0.1 cosAC=0.2 cosBC=0.3");
        assertEquals(List.of(d4, d5, d6), PwInputs.parse(text).cell().celldm().subList(3, 6));
    }

    @Test
    void speciesAndAtomsMayHaveCommentsBlankLinesAndMore() {
        PwInput input = PwInputs.parse("""
                &control /
                &system ibrav=1 celldm(1)=10 nat=3 ntyp=2 ecutwfc=10 /
                &electrons /
                K_POINTS gamma
                ATOMIC_SPECIES ! two

                # the first
                Si1, 28.086, 'Si.UPF'  ! silicon
                 O  15.999d0 "O.UPF"
                ATOMIC_POSITIONS (crystal)
                # the oxygen
                O 0 0.1 1/4  0 0 0

                Si1\t0.5\t.5\t-.5 ! silicon
                O   1.5d-1 (1+2)/4 0.3
                """);
        assertEquals(
                List.of("Si1", "O"),
                input.species().stream().map(PwInput.Species::label).toList());
        assertEquals(
                List.of("Si.UPF", "O.UPF"),
                input.species().stream().map(PwInput.Species::pseudopotential).toList());
        assertEquals(
                List.of(
                        new PwInput.Atom(1, 0, 0.1, 0.25),
                        new PwInput.Atom(0, 0.5, 0.5, -0.5),
                        new PwInput.Atom(1, 0.15, 0.75, 0.3)),
                input.atoms());
        assertEquals(List.of(), input.warnings());
    }

    @Test
    void moreAtomsThanAnnouncedGiveAWarning() {
        assertEquals(
                List.of(
                        "pw.in:18:1: warning: text ignored from here to the next card, as pw.x does: 'Si 0.25 0.25 0.25' (nat = 1)"),
                PwInputs.parse(PwInputs.silicon("nat = 2", "nat = 1")).warnings().stream()
                        .map(Object::toString)
                        .toList());
    }

    /** Values as pw.x 6.7 prints them in its list of sites, divided by 1 where it needs no arithmetic. */
    @ParameterizedTest
    @CsvSource({
        "2^3^2/1000, 0.512",
        "-2^2/10, -0.4",
        "2^-1, 0.5",
        "--0.1, 0.1",
        "1.d-1+0.1, 0.2",
        "1e-1*2, 0.2",
        "(0.1+0.2)*-1, -0.3",
        "1/8, 0.125",
        "-(1/8), -0.125",
        "0.1-0.2-0.3, -0.4",
        ".25E+0, 0.25",
        "1/2/4, 0.125"
    })
    void coordinatesMayBeExpressions(String expression, double value) {
        PwInput input = PwInputs.parse(PwInputs.silicon("Si 0.25", "Si " + expression));
        assertEquals(value, input.atoms().get(1).x(), 1e-15);
    }

    @Test
    void aMissingKPointsCardMeansGamma() {
        PwInput input = PwInputs.parse(PwInputs.silicon("K_POINTS automatic\n4 4 4 1 1 1\n", ""));
        assertTrue(input.kPoints() instanceof KPoints.Gamma);
        assertEquals(
                List.of("pw.in:19:1: warning: no K_POINTS card: pw.x takes the gamma point with real wavefunctions"),
                input.warnings().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gamma", "{gamma}", "Gamma", "(GAMMA) ! comment"})
    void gammaNeedsNoLines(String option) {
        assertTrue(kPoints(option, "") instanceof KPoints.Gamma);
    }

    @ParameterizedTest
    @CsvSource({"6.7, 0.25", "6.8, 0.5", "7.5, 0.5"})
    void theCardOfTheChargeWinsFrom68On(String version, double charge) {
        String text = PwInputs.silicon("nat = 2", "nat = 2, tot_charge = 0.25") + "TOTAL_CHARGE\n0.5\n";
        PwInput input = PwInputs.parse(text, QeVersion.parse(version));
        assertEquals(charge, input.electrons().totCharge());
    }

    @Test
    void aMeshHasDivisionsAndShifts() {
        KPoints.Mesh mesh = (KPoints.Mesh) kPoints("{automatic}", "# mesh\n2, 3, 4, 0, 1, 0 ! mesh");
        assertEquals(
                List.of(2, 3, 4, 0, 1, 0), List.of(mesh.n1(), mesh.n2(), mesh.n3(), mesh.s1(), mesh.s2(), mesh.s3()));
    }

    @ParameterizedTest
    @CsvSource({"'', false", "tpiba, false", "crystal, true", "{crystal}, true"})
    void pointsAreListedInOneOfTwoUnits(String option, boolean crystal) {
        KPoints.Listed listed = (KPoints.Listed) kPoints(option, "2\n0 0 0 1\n\n# zone edge\n0.5d0 0 0 3 ! X\n");
        assertEquals(crystal, listed.crystal());
        assertEquals(List.of(new KPoints.Point(0, 0, 0, 1), new KPoints.Point(0.5, 0, 0, 3)), listed.points());
    }

    /** Each weight is the number of points up to the next vertex, but at least one; the last weight is not used. */
    @ParameterizedTest
    @CsvSource({"20, 1, 22", "20, 0, 22", "2.4, 2.6, 6", "0, -0.4, 3"})
    void aPathIsLaidOutPointByPoint(double first, double second, int points) {
        KPoints.Listed path =
                (KPoints.Listed) kPoints("crystal_b", "3\n0 0 0 " + first + "\n0.5 0 0 " + second + "\n0.5 0.5 0 99\n");
        assertEquals(points, path.points().size());
        assertTrue(path.crystal());
        assertEquals(new KPoints.Point(0.5, 0.5, 0, 1), path.points().get(points - 1));
    }

    @Test
    void theVerticesOfAPathAreOnIt() {
        KPoints.Listed path = (KPoints.Listed) kPoints("tpiba_b", "2\n0 0 0 4\n1 0 0 1\n");
        assertEquals(
                List.of(0.0, 0.25, 0.5, 0.75, 1.0),
                path.points().stream().map(KPoints.Point::x).toList());
    }

    @Test
    void aPlaneIsSpannedByThreeVertices() {
        KPoints.Listed plane = (KPoints.Listed) kPoints("tpiba_c", "3\n0 0 0 1\n1 0 0 4\n0 1 0 5\n");
        assertEquals(20, plane.points().size());
        assertEquals(new KPoints.Point(1, 1, 0, 1), plane.points().get(19));
    }

    @Test
    void additionalPointsAreRead() {
        PwInput input = PwInputs.parse(PwInputs.SILICON + "ADDITIONAL_K_POINTS crystal\n1\n0.5 0.5 0.5 0\n");
        KPoints.Listed additional = (KPoints.Listed) input.additionalKPoints().orElseThrow();
        assertEquals(List.of(new KPoints.Point(0.5, 0.5, 0.5, 0)), additional.points());
        assertTrue(additional.crystal());
    }

    private static KPoints kPoints(String option, String lines) {
        return PwInputs.parse(PwInputs.silicon("automatic\n4 4 4 1 1 1\n", option + "\n" + lines))
                .kPoints();
    }
}
