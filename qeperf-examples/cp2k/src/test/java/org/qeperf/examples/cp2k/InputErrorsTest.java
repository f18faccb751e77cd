package org.qeperf.examples.cp2k;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;

/** Every message in full. */
class InputErrorsTest {

    private static final Cp2kExtractor EXTRACTOR = new Cp2kExtractor();
    private static final String SMEAR = "      &SMEAR\n        METHOD FERMI_DIRAC\n      &END SMEAR";

    static List<Arguments> lines() {
        return Stream.of(words(), sections(), run(), cell(), atoms(), spins())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Arguments> words() {
        return List.of(
                arguments(10, "CUTOFF x2", "a.inp:10:8: CUTOFF is 'x2'; expected a number such as 1.5 or 1.0E-6"),
                arguments(10, "CUTOFF 1/3", "a.inp:10:8: CUTOFF is '1/3'; expected a number such as 1.5 or 1.0E-6"),
                arguments(10, "CUTOFF 1e999", "a.inp:10:8: CUTOFF is '1e999'; expected a number such as 1.5 or 1.0E-6"),
                arguments(10, "CUTOFF -1", "a.inp:10:8: CUTOFF is '-1'; expected a number above 0 and up to 100000.0"),
                arguments(13, "MAX_SCF 0", "a.inp:13:9: MAX_SCF is '0'; expected a whole number from 1 to 2147483647"),
                arguments(
                        13,
                        "MAX_SCF 99999999999",
                        "a.inp:13:9: MAX_SCF is '99999999999'; expected a whole number from 1 to 2147483647"),
                arguments(
                        13,
                        "MAX_SCF 1..3",
                        "a.inp:13:9: MAX_SCF is '1..3'; expected a whole number from 1 to 2147483647"),
                arguments(13, "MAX_SCF 1 2", "a.inp:13:1: keyword MAX_SCF has 2 values; expected 1"),
                arguments(22, "ABC 4.0", "a.inp:22:1: keyword ABC has 1 value; expected 3"),
                arguments(10, "CUTOFF [eV] 500", "a.inp:10:8: unit '[eV]' is not understood; expected [RY]"),
                arguments(2, "RUN_TYPE MD", "a.inp:2:10: RUN_TYPE is 'MD', which is not understood; expected ENERGY"),
                arguments(7, "UKS maybe", "a.inp:7:5: UKS is 'maybe'; expected T or F"),
                arguments(
                        10,
                        "CUTOFF ${CUT}",
                        "a.inp:10:8: character '$' is not understood; expected plain words with blanks between them"),
                arguments(
                        10,
                        "CUTOFF 120 \u00e4",
                        "a.inp:10:12: character '\u00e4' is not understood; expected plain words with blanks between them"),
                arguments(
                        10,
                        "CUTOFF 120\r",
                        "a.inp:10:11: control character '\\u000d'; expected text with the line ends of Unix"),
                arguments(
                        10,
                        "#" + "x".repeat(1000),
                        "a.inp:10:1001: the line has 1001 characters; expected at most 1000"));
    }

    private static List<Arguments> sections() {
        return List.of(
                arguments(33, "", "a.inp:34:1: section &FORCE_EVAL of line 4 is not closed; expected &END FORCE_EVAL"),
                arguments(9, "&", "a.inp:9:1: a section without a name; expected &NAME at most 12 deep"),
                arguments(
                        9,
                        "&A\n".repeat(10) + "&A",
                        "a.inp:19:1: sections are too deep; expected &NAME at most 12 deep"),
                arguments(
                        3,
                        "&END\nPROJECT x",
                        "a.inp:4:1: 'PROJECT' stands outside of any section; expected &GLOBAL or &FORCE_EVAL"),
                arguments(3, "&END\n&END", "a.inp:4:1: &END closes nothing; expected a section before it"),
                arguments(3, "&END DFT", "a.inp:3:6: &END 'DFT' closes &GLOBAL; expected &END GLOBAL"),
                arguments(3, "&END\n&GLOBAL\n&END", "a.inp:4:1: a second section &GLOBAL; expected one in the input"),
                arguments(12, "&KPOINTS", "a.inp:14:10: &END 'SCF' closes &KPOINTS; expected &END KPOINTS"),
                arguments(
                        11,
                        "&END\n&KPOINTS\n&END",
                        "a.inp:12:1: section '&KPOINTS' in &DFT is not understood; expected &MGRID, &QS, &SCF, &XC"),
                arguments(
                        13,
                        "CHOLESKY OFF",
                        "a.inp:13:1: keyword 'CHOLESKY' in &SCF is not understood; expected ADDED_MOS, EPS_SCF, MAX_SCF,"
                                + " SCF_GUESS"),
                arguments(
                        17,
                        "&PBE\n&END\n&END",
                        "a.inp:17:1: section '&PBE' in &XC_FUNCTIONAL is not understood; expected none here"),
                arguments(
                        13,
                        "MAX_SCF 1\nmax_scf 2",
                        "a.inp:14:1: keyword MAX_SCF stands twice in &SCF; expected it once"),
                arguments(12, "&SCF ON", "a.inp:12:6: section &SCF has the parameter 'ON'; expected none"),
                arguments(
                        13,
                        "&OT OFF\n&END",
                        "a.inp:13:5: section &OT has the parameter 'OFF'; expected ON, or no such section"),
                arguments(21, "&CELL\n&END\n&CELL", "a.inp:23:1: a second section &CELL; expected one in &SUBSYS"),
                arguments(
                        1,
                        "&GLOBAL\n&END\n&GLOBAL2",
                        "a.inp:5:6: &END 'GLOBAL' closes &GLOBAL2; expected &END GLOBAL2"),
                arguments(
                        24,
                        "&COORD\n&INNER\n&END",
                        "a.inp:25:1: section '&INNER' in &COORD is not understood; expected none here"));
    }

    private static List<Arguments> run() {
        return List.of(
                arguments(
                        2,
                        "",
                        "a.inp:1:1: &GLOBAL has no RUN_TYPE, which CP2K takes for ENERGY_FORCE; expected ENERGY"),
                arguments(10, "", "a.inp:9:5: &MGRID has no CUTOFF; expected the cutoff in Ry"),
                arguments(
                        10,
                        "CUTOFF 120\nPROGRESSION_FACTOR 0.5",
                        "a.inp:11:20: PROGRESSION_FACTOR is 0.5, so that grids are not ordered; expected a number above 1"),
                arguments(
                        22,
                        "ABC 4.0 4.5 400",
                        "a.inp:10:14: the cutoff asks for 2635 points along a vector of the cell, for which CP2K has no"
                                + " transform; expected at most 1024, by a smaller cutoff or cell (cutoff '120')"),
                arguments(
                        10,
                        "CUTOFF 1e-30",
                        "a.inp:10:8: a grid is as fine as the cutoff up to rounding, so that its points cannot be told;"
                                + " expected a cutoff that is a little larger"),
                arguments(
                        13,
                        "&OT\n&END\n&SMEAR\nMETHOD FERMI_DIRAC\n&END\n",
                        "a.inp:15:1: &SMEAR beside &OT; expected one of them"),
                arguments(13, "&OT\n&END\nADDED_MOS 1", "a.inp:15:1: ADDED_MOS beside &OT; expected one of them"),
                arguments(13, "&SMEAR\n&END", "a.inp:13:1: &SMEAR has no METHOD; expected METHOD FERMI_DIRAC"),
                arguments(
                        13,
                        SMEAR,
                        "a.inp:13:7: &SMEAR without further orbitals, at which CP2K stops; expected ADDED_MOS in &SCF"),
                arguments(
                        16,
                        "&XC_FUNCTIONAL B3LYP",
                        "a.inp:16:16: the functional is 'B3LYP', which is not understood; expected BLYP, BP, LDA, PADE, PBE"),
                arguments(
                        16,
                        "&XC_FUNCTIONAL",
                        "a.inp:16:1: the functional is not named; expected BLYP, BP, LDA, PADE, PBE"),
                arguments(
                        7, "", "a.inp:6:3: &DFT has no BASIS_SET_FILE_NAME; expected the name of a file of basis sets"),
                arguments(
                        8, "", "a.inp:6:3: &DFT has no POTENTIAL_FILE_NAME; expected the name of a file of potentials"),
                arguments(
                        7,
                        "BASIS_SET_FILE_NAME OWN_BASIS\n".repeat(11),
                        "a.inp:17:1: a file of basis sets after 10 others; expected at most 10"),
                arguments(
                        7,
                        "BASIS_SET_FILE_NAME ../x",
                        "a.inp:7:21: file name '../x' has a folder; expected a name without folders"),
                arguments(
                        7,
                        "BASIS_SET_FILE_NAME NONE",
                        "a.inp:7:21: there is no file 'NONE'; expected it beside the input"),
                arguments(6, "&NODFT", "a.inp:19:8: &END 'DFT' closes &NODFT; expected &END NODFT"),
                arguments(
                        20,
                        "&SUBSYS\n&END\n&SUBSYS",
                        "a.inp:22:1: a second section &SUBSYS; expected one in &FORCE_EVAL"));
    }

    private static List<Arguments> cell() {
        return List.of(
                arguments(22, "", "a.inp:21:5: &CELL has neither ABC nor A; expected ABC, or A, B and C"),
                arguments(22, "ALPHA_BETA_GAMMA 90 90 90", "a.inp:22:1: angles without ABC; expected ABC with them"),
                arguments(22, "ABC 4 4 4\nB 0 4 0", "a.inp:23:1: vector B beside ABC; expected one of them"),
                arguments(
                        22,
                        "A 4 0 0\nB 0 4 0\nC 4 4 0",
                        "a.inp:21:5: the vectors of the cell lie in a plane; expected three that span a volume"),
                arguments(
                        22,
                        "ABC 4 4 0.01",
                        "a.inp:21:5: a vector of the cell is 0.01 angstrom long; expected at least 0.1"),
                arguments(
                        22,
                        "A 4 0 0\nB 0 4 0\nC 0 0 2e4",
                        "a.inp:24:7: the component of a vector is 2e4; expected at most 10000.0"));
    }

    private static List<Arguments> atoms() {
        return List.of(
                arguments(28, "&KIND", "a.inp:28:1: &KIND has 0 labels; expected one, such as &KIND Si"),
                arguments(
                        27,
                        "&END COORD\n" + kinds(101),
                        "a.inp:228:1: a section &KIND after 100 others; expected at most 100"),
                arguments(31, "&END\n&KIND h\n&END", "a.inp:32:7: a second &KIND 'h'; expected each label once"),
                arguments(24, "&COORD\n&END\n&COORD", "a.inp:26:1: a second section &COORD; expected one in &SUBSYS"),
                arguments(25, "Si 0 0 0", "a.inp:25:1: there is no &KIND 'Si'; expected one of H"),
                arguments(25, "H 0 0", "a.inp:25:1: the atom has 2 coordinates; expected 3"),
                arguments(25, "H 0", "a.inp:25:1: the atom has 1 coordinate; expected 3"),
                arguments(
                        25,
                        "H 0 0 0\n".repeat(100_000),
                        "a.inp:100026:7: an atom after 100000 others; expected at most 100000"),
                arguments(
                        29,
                        "ELEMENT hydrogen\nBASIS_SET OWN-SMALL",
                        "a.inp:29:9: 'hydrogen' is no element; expected its symbol, such as Si, in &KIND or after ELEMENT"),
                arguments(29, "", "a.inp:28:5: &KIND H has no BASIS_SET; expected BASIS_SET in it"),
                arguments(
                        29,
                        "BASIS_SET AUX OWN-SMALL",
                        "a.inp:29:11: BASIS_SET of type 'AUX' is not understood; expected ORB"),
                arguments(
                        30,
                        "POTENTIAL ALL",
                        "a.inp:30:11: potential 'ALL' is of a type that is not understood; expected one whose name begins"
                                + " with GTH-"),
                arguments(
                        29,
                        "BASIS_SET OWN",
                        "a.inp:29:11: the basis set 'OWN' of H is not in OWN_BASIS; expected one that is there"),
                arguments(
                        30,
                        "POTENTIAL GTH-OWN-q9",
                        "a.inp:30:11: the potential 'GTH-OWN-q9' of H is not in OWN_POTENTIAL; expected one that is there"));
    }

    private static String kinds(int count) {
        StringBuilder kinds = new StringBuilder();
        for (int i = 0; i < count; i++) {
            kinds.append("&KIND X").append(i).append("\n&END\n");
        }
        return kinds.toString();
    }

    private static List<Arguments> spins() {
        return List.of(
                arguments(
                        7,
                        "CHARGE 1\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:7:8: 1 electrons without spin polarization; expected an even number above 0, or UKS in &DFT"),
                arguments(
                        7,
                        "MULTIPLICITY 3\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:7:14: MULTIPLICITY 3 without spin polarization; expected UKS in &DFT"),
                arguments(
                        7,
                        "UKS\nMULTIPLICITY 2\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:8:14: 2 electrons cannot have MULTIPLICITY 2; expected an odd one up to 3"),
                arguments(
                        7,
                        "UKS\nMULTIPLICITY 5\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:8:14: 2 electrons cannot have MULTIPLICITY 5; expected an odd one up to 3"),
                arguments(
                        7,
                        "UKS\nCHARGE 2\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:8:8: 0 electrons cannot have MULTIPLICITY 1; expected electrons"),
                arguments(
                        7,
                        "CHARGE -100\nBASIS_SET_FILE_NAME OWN_BASIS",
                        "a.inp:7:8: 51 occupied orbitals of 20 basis functions; expected larger basis sets"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void saysWhereAndWhat(int line, String text, String message) {
        assertEquals(message, messageOf(Example.with(line, text)));
    }

    @Test
    void allOrbitalsOfOneSpinAloneAreRefused() {
        String input = new String(Example.input(), StandardCharsets.ISO_8859_1)
                .replace("MAX_SCF 9", "ADDED_MOS -1")
                .replace("&DFT\n", "&DFT\n    UKS\n");
        assertEquals(
                "a.inp:6:3: ADDED_MOS -1 for the first spin alone, at which CP2K stops; expected ADDED_MOS -1 -1",
                messageOf(Example.contents(input)));
    }

    @Test
    void atomsAreNeeded() {
        String input = new String(Example.input(), StandardCharsets.ISO_8859_1)
                .replace("H 0 0 0", "UNIT bohr")
                .replace("H 0.74 0 0", "SCALED");
        assertEquals(
                "a.inp:24:5: &COORD has no atoms; expected lines such as Si 0.0 0.0 0.0",
                messageOf(Example.contents(input)));
    }

    @Test
    void anEmptyInputLacksItsSections() {
        assertEquals(
                "a.inp:1:1: the input has no section &GLOBAL; expected &GLOBAL in it", messageOf(Example.contents("")));
    }

    @Test
    void longFilesAreRefused() {
        byte[] input = new byte[InputText.MOST_BYTES + 1];
        assertEquals(
                "a.inp:1:1: the file has 4194305 bytes; expected at most 4194304",
                messageOf(Example.contents(input, new byte[0], new byte[0])));
    }

    @Test
    void basisSetsAreReadToTheirEnd() {
        assertEquals(
                "OWN_BASIS:4:1: the file ends within an entry; expected the rest of the entry",
                messageOf(withBasis("H OWN-SMALL\n1\n1 0 0 1 1\n")));
        assertEquals(
                "OWN_BASIS:3:1: the line has 4 numbers; expected at least 5",
                messageOf(withBasis("H OWN-SMALL\n1\n1 0 0 1\n")));
        assertEquals(
                "OWN_BASIS:3:5: the highest angular momentum is '0'; expected a whole number from 1 to 9",
                messageOf(withBasis("H OWN-SMALL\n1\n1 1 0 1 1\n")));
        assertEquals(
                "OWN_BASIS:4:5: the coefficient is 'x'; expected a number such as 1.5 or 1.0E-6",
                messageOf(withBasis("H OWN-SMALL\n1\n1 0 0 1 1\n1.0 x\n")));
    }

    @Test
    void exponentsHaveBounds() {
        assertEquals(
                "OWN_BASIS:4:1: the exponent is '1e-9'; expected a number not below 1.0E-4",
                messageOf(withBasis("H OWN-SMALL\n1\n1 0 0 1 1\n1e-9 1\n")));
        assertEquals(
                "OWN_BASIS:4:1: the exponent is '1e10'; expected a number above 0 and up to 1.0E9",
                messageOf(withBasis("H OWN-SMALL\n1\n1 0 0 1 1\n1e10 1\n")));
        String sets = ("1 0 0 100 1\n" + "1.0 1.0\n".repeat(100)).repeat(31);
        assertEquals(
                "a.inp:29:17: the basis sets of all kinds have too many exponents; expected at most 3000",
                messageOf(withBasis("H OWN-SMALL\n31\n" + sets)));
    }

    private static SimulationContents withBasis(String text) {
        return Example.contents(
                Example.input(), text.getBytes(StandardCharsets.ISO_8859_1), Example.file("OWN_POTENTIAL"));
    }

    @Test
    void potentialsHaveElectronsAndALocalPart() {
        assertEquals(
                "OWN_POTENTIAL:2:3: the number of electrons is '0.5'; expected a whole number from 0 to 118",
                messageOf(withPotential("H GTH-OWN\n1 0.5\n")));
        assertEquals(
                "OWN_POTENTIAL:3:1: the line has 3 numbers; expected at least 4",
                messageOf(withPotential("H GTH-OWN\n1\n0.2 2 -4.0\n")));
    }

    private static SimulationContents withPotential(String text) {
        return Example.contents(Example.input(), Example.file("OWN_BASIS"), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void otherReleasesAreRefused() {
        SimulationContents contents = Example.contents();
        assertEquals(
                "a.inp:1:1: unknown version '9.1' of CP2K; expected 2023.1",
                messageOf(new SimulationContents(contents.input(), contents.files(), Optional.of("9.1"))));
    }

    @Test
    void filesAreLookedForBesideTheInput(@TempDir Path folder) throws IOException {
        Path input = folder.resolve("a.inp");
        List<String> lines = new ArrayList<>(
                new String(Example.input(), StandardCharsets.ISO_8859_1).lines().toList());
        lines.set(6, "BASIS_SET_FILE_NAME NO_SUCH_FILE");
        Files.write(input, lines);
        assertEquals(
                input + ":7:21: there is no file 'NO_SUCH_FILE'; expected it beside the input or in CP2K_DATA_DIR",
                assertThrows(InputException.class, () -> EXTRACTOR.read(SimulationFiles.of(input)))
                        .getMessage());
    }

    private static String messageOf(SimulationContents contents) {
        return assertThrows(InputException.class, () -> EXTRACTOR.read(contents))
                .getMessage();
    }
}
