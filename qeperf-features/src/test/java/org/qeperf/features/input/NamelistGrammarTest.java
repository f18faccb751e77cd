package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

class NamelistGrammarTest {

    /** What the text below says, however it is written. */
    private static final List<Object> FACTS =
            List.of(List.of(10.2, 0.0, 1.5, 0.0, 0.0, 0.0), 2, 12.5, true, "plain 'text'", "Si");

    private static final String CARDS =
            "ATOMIC_SPECIES\nSi 28.086 Si.UPF\nATOMIC_POSITIONS alat\nSi 0 0 0\nSi 0 0 1/4\n";

    private static List<Object> facts(String namelists) {
        PwInput input = PwInputs.parse(namelists + "\n&electrons /\n" + CARDS);
        return List.of(
                input.cell().celldm(),
                input.atoms().size(),
                input.cutoffs().ecutwfcRydberg(),
                input.symmetry().nosym(),
                input.pseudoDir().orElse(""),
                input.species().get(0).label());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&control pseudo_dir='plain ''text''' /\n"
                        + "&system ibrav=4 celldm(1)=10.2 celldm(3)=1.5 nat=2 ntyp=1 ecutwfc=12.5 nosym=.true. /",
                "&CONTROL\nPSEUDO_DIR = \"plain 'text'\"\n&END\n"
                        + "&SYSTEM\nIBRAV = 4,\nCELLDM = 10.2, , 1.5,\nNAT = 2,\nNTYP = 1,\nECUTWFC = 1.25D1,\nNOSYM = T\n&end",
                "&control ! pseudo_dir = 'no'\n  pseudo_dir='plain ''text''' ! a / in a comment\n/ after the end\n\n"
                        + "! between\n# between\n"
                        + "  &system ibrav=4\n\n! inside\ncelldm(1)=10.2 celldm( 3 ) = 1.5,nat=2,ntyp=1 ecutwfc=12.5d0,nosym=.t/",
                "&Control\tpseudo_dir\t=\t'plain ''text'''/\r\n"
                        + "&System\r\nibrav\t=\t+4\r\ncelldm(2)=0 celldm(1)=1.02e+1 celldm(3)=.15d1\r\nnat=2;ntyp=1\r\n"
                        + "ecutwfc=\r\n125.D-1\r\nnosym=.TRUE.\r\n/",
                "&control pseudo_dir = 1*'plain ''text''' /\n"
                        + "&system ibrav=4 celldm(1) = 10.2 1*0 1.5 3*0.0 nat=2 ntyp=1 ecutwfc=12.5 nosym=true nosym=.true.\n&endless",
                "&control pseudo_dir='plain\n ''te\nxt'''/\n&system ibrav\n=\n4,nat ! two\n= 2 celldm(3:1:-2)=1.5,10.2"
                        + ",,,ntyp=1 ecutwfc=12.5, nosym=T'/",
                "&control pseudo_dir='plain ''text''' /\r\n&system ibrav=4 celldm=10.2,2*,nat=1 nat=2 ntyp=1 ecutwfc=12.5+0"
                        + " nosym=.true. celldm(2)=0,1.5 /"
            })
    void oneInputCanBeWrittenInManyWays(String namelists) {
        assertEquals(FACTS, facts(namelists));
    }

    @Test
    void aCommaBeforeTheFirstValueSkipsIt() {
        String text = PwInputs.silicon("celldm(1) = 10.2", "celldm(1) = 10.2 celldm = , 3.0, 4.0");
        assertEquals(
                List.of(10.2, 3.0, 4.0, 0.0, 0.0, 0.0),
                PwInputs.parse(text).cell().celldm());
    }

    @ParameterizedTest
    @CsvSource({
        ".true., true",
        ".TRUE., true",
        "T, true",
        ".t, true",
        "true, true",
        ".false., false",
        "F, false",
        ".f., false",
        "false, false",
        "ft, false"
    })
    void logicalsAreReadByTheirFirstLetter(String text, boolean value) {
        assertEquals(value, PwInputs.siliconWith("nosym = " + text).symmetry().nosym());
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30",
        "30., 30",
        ".5, 0.5",
        "+1.5, 1.5",
        "3e1, 30",
        "3.0E+1, 30",
        "300d-1, 30",
        "3.D1, 30",
        "3q1, 30",
        "3+1, 30"
    })
    void numbersAreReadAsFortranReadsThem(String text, double value) {
        assertEquals(value, PwInputs.siliconWith("ecutrho = " + text).cutoffs().ecutrhoRydberg());
    }

    @Test
    void theLastOfTwoValuesCounts() {
        assertEquals(30, PwInputs.siliconWith("ecutwfc = 30").cutoffs().ecutwfcRydberg());
    }

    @Test
    void textBeforeTheFirstNamelistGivesAWarning() {
        PwInput input = PwInputs.parse("Silicon, 2 atoms\n\n! comment\n" + PwInputs.SILICON);
        assertEquals(
                List.of("pw.in:1:1: warning: text ignored from here to &CONTROL, as pw.x does: 'Silicon, 2 atoms'"),
                input.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void textBetweenNamelistsAndCardsGivesAWarning() {
        PwInput input = PwInputs.parse(PwInputs.silicon("ATOMIC_SPECIES", "good luck\nATOMIC_SPECIES"));
        assertEquals(
                List.of("pw.in:14:1: warning: text ignored from here to the next card, as pw.x does: 'good luck'"),
                input.warnings().stream().map(Object::toString).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ecutwf = 3 | 10:1 | pw.x has no variable 'ecutwf' in &system and stops at it; did you mean 'ecutwfc'?",
                "ECUTRO = 3 | 10:1 | pw.x has no variable 'ecutro' in &system and stops at it; did you mean 'ecutrho'?",
                "nr1=9 numbands=8 | 10:7 | pw.x has no variable 'numbands' in &system and stops at it"
            })
    void anUnknownVariableIsAnsweredWithTheNearestOne(String variable, String place, String message) {
        PwInput input = PwInputs.siliconWith(variable);
        assertEquals(
                List.of("pw.in:" + place + ": warning: " + message),
                input.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void anUnknownNamelistGivesAWarning() {
        PwInput input = PwInputs.parse(PwInputs.silicon("ATOMIC_SPECIES", "&INPUTPP\n prefix='x'\n/\nATOMIC_SPECIES"));
        assertEquals(
                List.of("pw.in:14:1: warning: pw.x does not read namelist &INPUTPP here: lines ignored from here on"),
                input.warnings().stream().map(Object::toString).toList());
    }

    /** Between two namelists that pw.x reads, everything else is passed over. */
    @Test
    void namelistsOutOfTurnGiveAWarning() {
        assertEquals(
                List.of("pw.in:14:1: warning: text ignored from here to &IONS, as pw.x does: '&SYSTEM'"),
                warnings(PwInputs.silicon("ATOMIC_SPECIES", "&SYSTEM\n nat = 9\n/\n&IONS\n/\nATOMIC_SPECIES")));
        assertEquals(
                List.of("pw.in:14:1: warning: pw.x does not read namelist &CELL here: lines ignored from here on"),
                warnings(PwInputs.silicon("ATOMIC_SPECIES", "&CELL\n cell_factor = 2\n/\nATOMIC_SPECIES")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hubbard_J(2 ,1)", "hubbard_occ(1,3)", "Hubbard_V(1,1,1)", "starting_ns_eigenvalue(3,2,1)"})
    void arraysOfSeveralDimensionsAreKnown(String variable) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 " + variable + " = 1");
        assertEquals(List.of(), PwInputs.parse(text, new QeVersion(7, 0)).warnings());
    }

    @Test
    void anUnknownVariableOfANamelistThatNeedNotBeThereIsNoStop() {
        String text = PwInputs.silicon("ATOMIC_SPECIES", "&IONS\n upscal = 1\n/\nATOMIC_SPECIES");
        String warning = "pw.in:15:2: warning: pw.x has no variable 'upscal' in &ions and ";
        assertEquals(List.of(warning + "leaves the namelist there; did you mean 'upscale'?"), warnings(text));
        assertEquals(
                List.of(warning + "stops at it; did you mean 'upscale'?"),
                warnings(PwInputs.replace(text, "'scf'", "'relax'")));
    }

    /** Self-consistency and an estimate of its error, from 6.6 on; pw.x then wants &amp;IONS. */
    @Test
    void anEnsembleIsSelfConsistency() {
        String text = PwInputs.silicon("'scf'", "'ensemble'");
        String whole = PwInputs.replace(text, "ATOMIC_SPECIES", "&IONS\n/\nATOMIC_SPECIES");
        assertEquals(PwInput.Calculation.SCF, PwInputs.parse(whole).calculation());
        InputException without = assertThrows(InputException.class, () -> PwInputs.parse(text));
        assertEquals(
                "pw.in:14:1: there is no namelist &IONS from here on; expected a line with &IONS after &ELECTRONS",
                without.getMessage());
        InputException early = assertThrows(InputException.class, () -> PwInputs.parse(whole, new QeVersion(6, 5)));
        assertEquals(
                "pw.in:2:17: unknown calculation 'ensemble'; expected one of scf, nscf, bands, relax, md, vc-relax, vc-md",
                early.getMessage());
    }

    /** Of old releases, and of namelists that few inputs have. */
    @Test
    void variablesOfEveryNamelistAreKnown() {
        String text = PwInputs.silicon(
                "calculation = 'scf'", "calculation = 'vc-relax' lfcp = T trism = T monopole = T use_wannier = T");
        text = PwInputs.replace(text, "nat = 2", "nat = 2 zmon = 0.5");
        text = PwInputs.replace(
                text,
                "0.7\n/\n",
                "0.7\n/\n&IONS\nupscale = 10\n/\n&CELL\npress = 5\n/\n&WANNIER_AC\nplot_wannier = F nwn = 1\n/\n"
                        + "&FCP\nfcp_mu = 1\n/\n&RISM\nnsolv = 1 closur = 'kh'\n/\n");
        String after = " and stops at it; did you mean '";
        assertEquals(
                List.of(
                        "pw.in:21:18: warning: pw.x has no variable 'nwn' in &wannier_ac" + after + "nwan'?",
                        "pw.in:27:11: warning: pw.x has no variable 'closur' in &rism" + after + "closure'?",
                        "pw.in:2:45: warning: the solvent (RISM) is in neither time nor memory: expect more of both"),
                warnings(PwInputs.replace(text, "ATOMIC_SPECIES", "SOLVENTS\nH2O 1.0 H2O.MOL\nATOMIC_SPECIES")));
    }

    private static List<String> warnings(String text) {
        return PwInputs.parse(text).warnings().stream().map(Object::toString).toList();
    }

    @Test
    void whatATimeLeavesOutGivesAWarning() {
        assertEquals(
                List.of(
                        "pw.in:12:21: warning: no run with this solver has been seen: a time is that of Davidson's method"),
                warnings(PwInputs.silicon("mixing_beta = 0.7", "diagonalization = 'paro'")));
        assertEquals(
                List.of(
                        "pw.in:12:9: warning: augmentation in real space: its boxes are in neither time nor memory: expect more of"
                                + " both"),
                warnings(PwInputs.silicon("mixing_beta = 0.7", "tqr = .true.")));
        assertEquals(
                List.of(
                        "pw.in:2:17: warning: this calculation has no self-consistency: a time per SCF iteration does not"
                                + " apply to it"),
                warnings(PwInputs.silicon("'scf'", "'nscf'")));
    }

    @Test
    void defaultsAreThoseOfPwx() {
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        assertEquals(List.of(), input.warnings());
        assertEquals(PwInput.Calculation.SCF, input.calculation());
        assertEquals(0, input.cutoffs().ecutrhoRydberg());
        assertEquals(List.of(0, 0, 0), input.cutoffs().dense());
        assertEquals(PwInput.Occupations.FIXED, input.electrons().occupations());
        assertEquals(PwInput.Spin.NONE, input.electrons().spin());
        assertTrue(input.electrons().nbnd().isEmpty());
        assertTrue(input.electrons().totMagnetization().isEmpty());
        assertFalse(input.electrons().spinOrbit());
        assertEquals(
                new PwInput.Solver(PwInput.Diagonalization.DAVID, 2, 8, false, true, 0, false, false, 1),
                input.solver());
        assertEquals(PwInputs.parse(PwInputs.SILICON).symmetry(), input.symmetry());
    }

    @ParameterizedTest
    @CsvSource({
        "scf, SCF, 0, false, false",
        "nscf, NSCF, 1, false, false",
        "bands, BANDS, 1, false, false",
        "relax, RELAX, 0, true, false",
        "md, MD, 0, true, false",
        "vc-relax, VC_RELAX, 0, true, true",
        "vc-md, VC_MD, 0, true, true"
    })
    void theCalculationDecidesAboutForcesStressAndDisk(
            String name, PwInput.Calculation calculation, int disk, boolean forces, boolean stress) {
        PwInput input = PwInputs.parse(PwInputs.replace(
                PwInputs.silicon("'scf'", "'" + name + "'"),
                "/\nATOMIC_SPECIES",
                "/\n&IONS\n/\n&CELL\n/\nATOMIC_SPECIES"));
        assertEquals(calculation, input.calculation());
        assertEquals(disk, input.solver().diskLevel());
        assertEquals(forces, input.solver().forces());
        assertEquals(stress, input.solver().stress());
        assertEquals(stress ? 2 : 1, input.solver().cellFactor());
    }

    @ParameterizedTest
    @CsvSource({
        "david, DAVID",
        "davidson, DAVID",
        "cg, CG",
        "ppcg, PPCG",
        "paro, PARO",
        "ParO, PARO",
        "rmm-davidson, RMM",
        "rmm-paro, RMM"
    })
    void solversHaveSeveralNames(String name, PwInput.Diagonalization method) {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diagonalization = '" + name + "'");
        assertEquals(method, PwInputs.parse(text).solver().diagonalization());
    }

    @ParameterizedTest
    @CsvSource({
        "smearing, SMEARING",
        "tetrahedra, TETRAHEDRA",
        "tetrahedra_opt, TETRAHEDRA",
        "tetrahedra-lin, TETRAHEDRA",
        "from_input, FROM_INPUT",
        "fixed, FIXED"
    })
    void occupationsHaveSeveralNames(String name, PwInput.Occupations occupations) {
        String text = PwInputs.silicon("nat = 2", "nat = 2 degauss = 0.1 nbnd = 4 occupations = '" + name + "'");
        PwInput input = PwInputs.parse(text + "OCCUPATIONS\n2 2 2 2\n");
        assertEquals(occupations, input.electrons().occupations());
    }

    @ParameterizedTest
    @CsvSource({"high, 2", "medium, 1", "low, 0", "nowf, -1", "minimal, -2", "none, -3", "default, 0"})
    void diskLevelsAreNumbers(String name, int level) {
        String text = PwInputs.silicon("calculation", "disk_io = '" + name + "' calculation");
        assertEquals(level, PwInputs.parse(text).solver().diskLevel());
    }

    @Test
    void anElectricFieldForbidsSymmetryUnlessThereIsAGate() {
        String text = PwInputs.silicon("calculation", "tefield = .true. calculation");
        assertTrue(PwInputs.parse(text).symmetry().nosym());
        PwInput gated = PwInputs.parse(PwInputs.replace(
                PwInputs.replace(text, "calculation", "gate = .true. dipfield = .true. calculation"),
                "nat = 2",
                "tot_charge = 1 nat = 2"));
        assertFalse(gated.symmetry().nosym());
        assertTrue(gated.symmetry().oneSided());
    }

    @Test
    void exactExchangeIsInTheTimeOfOneMachine() {
        assertEquals(
                List.of(
                        "pw.in:10:13: warning: exact exchange is in the time on qeperf's own machine alone: on others expect"
                                + " more"),
                PwInputs.siliconWith("input_dft = 'PBE0'").warnings().stream()
                        .map(Object::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "input_dft = 'tpss', the kinetic energy density of meta-GGA, 13",
        "vdw_corr = 'XDM', XDM dispersion, 12",
        "xdm = .true., XDM dispersion, 7"
    })
    void whatTheFiguresLeaveOutGivesAWarning(String option, String what, int column) {
        assertEquals(
                List.of("pw.in:10:" + column + ": warning: " + what + " is not in the time: expect more"),
                PwInputs.siliconWith(option).warnings().stream()
                        .map(Object::toString)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "input_dft = 'pbee' | 7.5 | pw.in:9:29: warning: pw.x has no functional 'pbee' and stops at it; taken for one"
                        + " without exact exchange",
                "input_dft = 'vdw-df3' | 7.5 | pw.in:9:29: warning: pw.x has no functional 'vdw-df3' and stops at it; taken"
                        + " for one without exact exchange",
                "input_dft = 'vdw-df2-b86r' | 7.5 | ''",
                "input_dft = 'rscan' | 7.5 | pw.in:9:29: warning: a pw.x without libxc stops at functional 'rscan'"
            })
    void functionalsThatPwxStopsAtGiveAWarning(String option, String version, String warning) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12  " + option);
        assertEquals(
                warning,
                PwInputs.parse(text, QeVersion.parse(version)).warnings().stream()
                        .map(Object::toString)
                        .filter(w -> w.contains("stops"))
                        .findFirst()
                        .orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "rmm-davidson, 6.8, later",
        "ParO, 7.4, later",
        "PPCG, 7.4, later",
        "ppcg, 7.5, earlier",
        "PPCG, 7.5, earlier"
    })
    void solversOfOtherReleasesGiveAWarning(String name, String version, String which) {
        String text = PwInputs.silicon("mixing_beta = 0.7", "diagonalization = '" + name + "'");
        assertTrue(PwInputs.parse(text, QeVersion.parse(version)).warnings().stream()
                .map(Object::toString)
                .toList()
                .contains("pw.in:12:21: warning: pw.x " + version + " stops at diagonalization '" + name + "', which "
                        + which + " releases have"));
    }

    @Test
    void spinorsAndMagnetisationAreRead() {
        PwInput input = PwInputs.siliconWith(
                "noncolin=.true. lspinorb=T starting_magnetization(1)=0.5 angle1(1)=90 angle2=45 tot_charge=-1 nbnd=9");
        assertEquals(PwInput.Spin.NONCOLLINEAR, input.electrons().spin());
        assertTrue(input.electrons().spinOrbit());
        assertEquals(-1, input.electrons().totCharge());
        assertEquals(9, input.electrons().nbnd().orElseThrow());
        PwInput.Species silicon = input.species().get(0);
        assertEquals(0.5, silicon.startingMagnetization().orElseThrow());
        assertEquals(90, silicon.angle1Degrees());
        assertEquals(45, silicon.angle2Degrees());
        assertEquals(
                PwInput.Spin.NONCOLLINEAR,
                PwInputs.siliconWith("nspin=4").electrons().spin());
        PwInput collinear = PwInputs.siliconWith("nspin=2 tot_magnetization=0");
        assertEquals(PwInput.Spin.COLLINEAR, collinear.electrons().spin());
        assertEquals(0, collinear.electrons().totMagnetization().orElseThrow());
    }
}
