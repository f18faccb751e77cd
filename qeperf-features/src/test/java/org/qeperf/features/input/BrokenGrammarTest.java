package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/** What pw.x cannot read, from the separators of namelists to the lines of rare cards. */
class BrokenGrammarTest {

    @ParameterizedTest
    @MethodSource({"namelists", "cards", "settings"})
    void whatPwxCannotReadIsRefused(String place, String replacement, String message) {
        assertMessage(message, PwInputs.silicon(place, replacement));
    }

    private static void assertMessage(String message, String text) {
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text));
        assertEquals("pw.in:" + message, e.getMessage());
    }

    static Stream<Arguments> namelists() {
        return Stream.of(
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 9999999999*1",
                        "9:13: invalid whole number '9999999999' for the repeat count of ecutwfc; expected a whole number such as 4"),
                arguments(
                        "ecutwfc = 12", "ecutwfc = 0*1", "9:13: a repeat count of 0 for ecutwfc; expected at least 1"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 2*12",
                        "9:15: 2 values for ecutwfc from value 1 on; expected 1 value in all"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(3) = 2, 5*0",
                        "9:33: 5 values for celldm(3) from value 2 on; expected 4 values in all"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(2:3) = 0 0 0",
                        "9:34: value '0' is one too many for celldm(2:3); expected 2 values"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(1 : 3) = 0",
                        "9:23: invalid index '1 : 3' of celldm; expected a whole number, or first:last without blanks"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(1:3:0) = 0",
                        "9:23: a step of 0 in the index of celldm; expected another step"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(3:1) = 0",
                        "9:23: no element in celldm(3:1); expected at least one"),
                // 3 times this is above 0 in 32 bits.
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(1:4:-999999999) = 0",
                        "9:23: no element in celldm(1:4:-999999999); expected at least one"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 mine(0) = 0",
                        "9:21: mine has no element 0; expected an index from 1 on"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 Hubbard_J(1) = 0",
                        "9:26: hubbard_j has more than one dimension; expected an index for each"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12,,, nbnd = 5",
                        "9:17: unexpected ', nbnd = 5'; expected a variable, or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = nnbd = 5",
                        "9:13: unexpected 'nnbd = 5'; expected a value of ecutwfc"),
                arguments("&SYSTEM", "&SYSTEM @", "4:9: unexpected '@'; expected a variable name in &SYSTEM"),
                arguments(
                        "&SYSTEM",
                        "&SYSTEM celldm(1 = 3",
                        "4:15: unexpected '(1 = 3'; expected a closing parenthesis on the same line"),
                arguments(
                        "&SYSTEM",
                        "&SYSTEM nbnd 3",
                        "4:14: unexpected '3'; expected '=' after nbnd, or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 input_dft = 'pbe'nbnd = 5",
                        "9:33: unexpected 'nbnd = 5'; expected a blank or comma after the closing '"),
                arguments(
                        "calculation = 'scf'",
                        "outdir = './\n calculation = 'scf'",
                        "2:12: the string that begins here ends in line 3, column 16; expected a closing ' in its line"),
                arguments(
                        "ibrav = 2",
                        "\ribrav = 2",
                        "5:3: a carriage return without a line feed; expected lines that end in LF or CR LF"),
                arguments(
                        "mixing_beta = 0.7",
                        "mixing_beta = 0,7",
                        "12:19: value '7' is one too many for mixing_beta; expected a single value (decimals after a point, not a comma)"),
                arguments(
                        "mixing_beta = 0.7",
                        "startingpot = atomic",
                        "12:17: the value of startingpot is 'atomic' without quotes; expected a quoted string"),
                arguments(
                        "calculation = 'scf'",
                        "wf_collect = 1",
                        "2:16: invalid logical '1' for wf_collect; expected .true. or .false."),
                arguments(
                        "calculation = 'scf'",
                        "nstep = 1.5",
                        "2:11: invalid whole number '1.5' for nstep; expected a whole number such as 4"),
                arguments(
                        "ecutwfc = 12\n/",
                        "ecutwfc = 12",
                        "10:1: unexpected '&ELECTRONS'; expected a variable, or / at the end of &SYSTEM"),
                arguments(
                        "mixing_beta = 0.7\n/",
                        "mixing_beta = 'a'\n",
                        "12:17: invalid number 'a' for mixing_beta; expected a number such as 30, 0.5 or 1.0d-8, without quotes"),
                arguments(
                        "&ELECTRONS",
                        "! no",
                        "11:1: there is no namelist &ELECTRONS from here on; expected a line with &ELECTRONS after &SYSTEM"),
                arguments(
                        "/\n&SYSTEM",
                        "/\n&ELECTRONS\n/\n&SYSTM",
                        "6:1: namelist &systm is not one of pw.x's; expected &SYSTEM"));
    }

    static Stream<Arguments> cards() {
        return Stream.of(
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nDIPOLE",
                        "21:1: card DIPOLE no longer exists; expected an input without it"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nAUTOPILOT",
                        "21:1: AUTOPILOT has no end; expected a line with ENDRULES"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nAUTOPILOT\ndt = 3",
                        "22:1: a rule of AUTOPILOT without a colon; expected ON_STEP = number : variable = value"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nKSOUT\n1",
                        "22:1: KSOUT ends after 1 line; expected for each spin direction a line with a number of states and one with their indices"),
                arguments("4 4 4 1 1 1", "4 4 4 1 1 1\nKSOUT\n0\n1", "22:1: 0 states; expected at least 1"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nKSOUT\nx\n1",
                        "22:1: invalid whole number 'x' for the number of states; expected a whole number such as 4"),
                arguments(
                        "ATOMIC_POSITIONS",
                        "ATOMIC_FORCES\n3*0\n3*0\nATOMIC_POSITIONS",
                        "16:1: ATOMIC_FORCES stands before ATOMIC_POSITIONS; expected ATOMIC_POSITIONS first"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nATOMIC_FORCES\nSi 0 0 0",
                        "21:1: ATOMIC_FORCES lists 1 atom; expected 2 (nat in &SYSTEM)"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nATOMIC_FORCES",
                        "21:1: ATOMIC_FORCES lists 0 atoms; expected 2 (nat in &SYSTEM)"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nATOMIC_FORCES\n0\nSi 0 0 0",
                        "22:1: ATOMIC_FORCES line has 1 word; expected a label and three numbers"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nATOMIC_FORCES\nSi 0 0 0 0\nSi 0 0 0",
                        "22:1: ATOMIC_FORCES line has 5 words; expected a label and three numbers"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nATOMIC_FORCES\n0 0 zero\nSi 0 0 0",
                        "22:5: invalid number 'zero' for a component in ATOMIC_FORCES; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nREF_CELL_PARAMETERS\n1 0 0",
                        "22:1: REF_CELL_PARAMETERS ends after 1 line; expected three lines of three numbers"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nREF_CELL_PARAMETERS\n1 0 a\n0 1 0\n0 0 1",
                        "22:5: invalid number 'a' for a lattice vector; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS",
                        "21:1: CONSTRAINTS has no lines; expected the number of constraints"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\none",
                        "22:1: invalid whole number 'one' for the number of constraints; expected a whole number such as 4"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1 2 3\ndistance 1 2",
                        "22:1: CONSTRAINTS line has 3 words; expected a number and perhaps a tolerance"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1",
                        "22:1: CONSTRAINTS ends after 1 line; expected 1 line of constraints"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n2\ndistance 1 2",
                        "23:1: CONSTRAINTS ends after 2 lines; expected 2 lines of constraints"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1\n'length' 1 2",
                        "23:1: unknown constraint 'length'; expected one of atom_coord, bennett_proj, distance, planar_angle, torsional_angle, type_coord and, from pw.x 7.2 on, potential_wall"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1\n'distance' 1",
                        "23:1: distance with 1 number; expected 2 and perhaps a target"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1\n'potential_wall' 1 2 3 4",
                        "23:1: potential_wall with 4 numbers; expected 3"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nCONSTRAINTS\n1\n'planar_angle' 1 2 1 90 5",
                        "23:1: planar_angle with 5 numbers; expected 3 and perhaps a target"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = 'from_input'",
                        "9:30: occupations from_input without nbnd; expected nbnd, the number of bands"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = 'from_input' nbnd = 4",
                        "21:1: there is no OCCUPATIONS card; expected one after the namelists"),
                arguments(
                        "ATOMIC_SPECIES",
                        "ATOMIC_SPECIES\n! heavy",
                        "15:1: a comment within ATOMIC_SPECIES; expected comments before the card or, within it, # in the first column"),
                arguments(
                        "ATOMIC_SPECIES",
                        "ATOMIC_SPECIES\n\t",
                        "15:1: a line of tabs alone within ATOMIC_SPECIES; expected an empty line"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\n /",
                        "21:2: pw.x takes this line for another K_POINTS; expected no '/'"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\n,",
                        "21:1: pw.x takes this line for another K_POINTS; expected no ','"),
                arguments(
                        "ATOMIC_SPECIES\nSi 28.086 Si.UPF\n",
                        "",
                        "14:1: ATOMIC_POSITIONS stands before ATOMIC_SPECIES; expected ATOMIC_SPECIES first"),
                arguments(
                        "ATOMIC_POSITIONS alat",
                        "ATOMIC_POSITIONS {}",
                        "16:18: unknown unit '{}' of ATOMIC_POSITIONS; expected one of alat, bohr, angstrom, crystal, crystal_sg"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 0.25 0.25 1 T 1",
                        "18:21: 'T' is not a flag of an atom; expected 1 or 0 for a coordinate that may move or not"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si",
                        "18:1: ATOMIC_POSITIONS line has 1 word; expected a label, three coordinates and perhaps three flags, with blanks between"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 0.25 0.25 1",
                        "18:1: ATOMIC_POSITIONS line has 5 words; expected a label, three coordinates and perhaps three flags, with blanks between"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 0.25 0.25!",
                        "18:14: '0.25!' is not a coordinate; expected a number or an expression of numbers with + - * / ^ and parentheses, without blanks"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "\tSi 0.25 0.25 0.25",
                        "18:1: atom of unknown species '\\u0009Si'; expected one of 'Si' (ATOMIC_SPECIES)"),
                arguments(
                        "Si 28.086 Si.UPF",
                        "Si 28.086 pp/Si.UPF",
                        "15:11: a file name with a slash, of which pw.x reads 'pp'; expected a file name without folders; they go into pseudo_dir"),
                arguments(
                        "Si 28.086 Si.UPF",
                        "Si 28.086 /pp/Si.UPF",
                        "15:1: ATOMIC_SPECIES line without a label or file; expected a label, a mass and the file of a pseudopotential"));
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2 tot_magnetization = 0 tot_charge = 0.5",
                        "9:61: tot_charge = 0.5 with nspin = 2 and fixed occupations; expected a whole number, or occupations = 'smearing'"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2 tot_magnetization = 0.5",
                        "9:46: tot_magnetization = 0.5 with fixed occupations; expected a whole number, or occupations = 'smearing'"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 tot_magnetization = 1",
                        "9:36: tot_magnetization without nspin = 2; expected nspin = 2 beside it"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2 tot_magnetization = -9999.5",
                        "9:46: tot_magnetization = -9999.5; expected more than -9999"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = 'smearing'",
                        "9:30: smearing without degauss; expected degauss, positive, in Ry"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = 'smearing' degauss = 1 smearing = 'warm'",
                        "9:64: unknown smearing 'warm'; expected one of gaussian, methfessel-paxton, marzari-vanderbilt, fermi-dirac"),
                arguments(
                        "mixing_beta = 0.7",
                        "mixing_mode = 'tf'",
                        "12:17: unknown mixing_mode 'tf'; expected one of plain, TF, local-TF"),
                arguments(
                        "calculation = 'scf'",
                        "restart_mode = 'again'",
                        "2:18: unknown restart_mode 'again'; expected one of from_scratch, restart"));
    }

    @Test
    void aNegativeMagnetisationIsFrom70On() {
        String text = PwInputs.silicon("nat = 2", "nat = 2 nspin = 2 tot_magnetization = -2");
        assertEquals(
                -2,
                PwInputs.parse(text, new QeVersion(7, 0))
                        .electrons()
                        .totMagnetization()
                        .orElseThrow());
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text, new QeVersion(6, 8)));
        assertEquals(
                "pw.in:7:41: tot_magnetization = -2.0; expected a positive value, or -1 for none, before pw.x 7.0",
                e.getMessage());
    }

    @Test
    void aLabelStandsOnce() {
        assertMessage(
                "16:1: species 'Si' stands twice; expected one line for each",
                PwInputs.replace(PwInputs.silicon("ntyp = 1", "ntyp = 2"), "Si.UPF\n", "Si.UPF\nSi 28.086 Si.UPF\n"));
    }

    @Test
    void tetrahedraNeedAMesh() {
        String text = PwInputs.silicon("nat = 2", "nat = 2 occupations = 'tetrahedra'");
        assertMessage(
                "7:25: tetrahedra without a k-point mesh; expected K_POINTS automatic",
                PwInputs.replace(text, "automatic\n4 4 4 1 1 1", "gamma"));
    }

    @Test
    void latticeVectorsHaveOneParameter() {
        String vectors = "\n1 0 0\n0 1 0\n0 0 1\n";
        String both = PwInputs.silicon("ibrav = 2", "ibrav = 0");
        assertMessage(
                "21:17: CELL_PARAMETERS in bohr beside celldm(1) or A; expected one way to give the lattice parameter",
                both + "CELL_PARAMETERS bohr" + vectors);
        assertMessage(
                "21:17: CELL_PARAMETERS in angstrom beside celldm(1) or A; expected one way to give the lattice parameter",
                both + "CELL_PARAMETERS angstrom" + vectors);
        assertMessage(
                "21:17: CELL_PARAMETERS in alat without a lattice parameter; expected celldm(1) or A",
                PwInputs.replace(both, "celldm(1) = 10.2", "") + "CELL_PARAMETERS alat" + vectors);
    }

    @Test
    void aNamelistBeforeItsTurnIsRefused() {
        String system = "&SYSTEM\n/\n";
        assertMessage(
                "1:1: &SYSTEM stands before a namelist that pw.x reads first; expected &CONTROL, &SYSTEM, &ELECTRONS and"
                        + " then, where the calculation needs them, &IONS and &CELL",
                system + PwInputs.silicon("&SYSTEM", "nothing"));
    }

    @Test
    void anEndlessNamelistIsRefused() {
        assertMessage("1:1: namelist &CONTROL has no end; expected a line with / at its end", "&CONTROL\n");
    }

    @Test
    void aSecondSpinDirectionNeedsItsOccupations() {
        String text = PwInputs.silicon("nat = 2", "nat = 2 nbnd = 2 nspin = 2 occupations = 'from_input'");
        assertMessage(
                "21:1: OCCUPATIONS lists 2 numbers; expected 4: nbnd for each spin direction",
                text + "OCCUPATIONS\n1 1\n");
        assertMessage(
                "21:1: OCCUPATIONS lists 1 number; expected 4: nbnd for each spin direction",
                text + "OCCUPATIONS\n1\n");
    }

    @Test
    void velocitiesAreOfKnownSpecies() {
        String text = PwInputs.silicon("'scf'", "'md'");
        text = PwInputs.replace(text, "0.7\n/\n", "0.7\n/\n&IONS\nion_velocities = 'from_input'\n/\n")
                + "ATOMIC_VELOCITIES\n";
        assertMessage(
                "26:1: velocity of unknown species 'Ge'; expected a label of ATOMIC_SPECIES",
                text + "Si 3*0\nGe 3*0\n");
        assertMessage(
                "25:1: ATOMIC_VELOCITIES line has 3 words; expected a label and three numbers", text + "3*0\n3*0\n");
    }
}
