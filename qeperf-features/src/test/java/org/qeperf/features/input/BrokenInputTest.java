package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;

/** One place of a right input is changed; the message is what a user reads. */
class BrokenInputTest {

    @ParameterizedTest
    @MethodSource
    void aBrokenInputIsRefusedWithPlaceAndExpectation(String place, String replacement, String message) {
        String text = PwInputs.silicon(place, replacement);
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(text));
        assertEquals("pw.in:" + message, e.getMessage());
    }

    static Stream<Arguments> aBrokenInputIsRefusedWithPlaceAndExpectation() {
        return Stream.of(namelists(), settings(), switches(), cells(), cards(), kPoints())
                .flatMap(cases -> cases);
    }

    private static Stream<Arguments> namelists() {
        return Stream.of(
                arguments("&SYSTEM", "&SYSTM", "4:1: namelist &systm is not one of pw.x's; expected &SYSTEM"),
                arguments(
                        "&SYSTEM",
                        "SYSTEM",
                        "4:1: there is no namelist &SYSTEM from here on; expected a line with &SYSTEM after &CONTROL"),
                arguments(
                        "nat = 2",
                        "nat 2",
                        "7:3: unexpected 'nat' after the value of celldm; expected a variable with '=', or / at the end of &SYSTEM"),
                arguments("nat = 2", "nat =", "4:1: &SYSTEM does not set nat; expected nat, the number of atoms"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12,5x",
                        "9:16: unexpected '5x' after the value of ecutwfc; expected a variable with '=', or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(7) = 1",
                        "9:23: celldm has no element 7; expected an index from 1 to 6"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(x) = 1",
                        "9:23: invalid whole number 'x' for the index of celldm; expected a whole number such as 4"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 celldm(1 = 1",
                        "9:16: unexpected 'celldm(1' after the value of ecutwfc; expected a variable with '=', or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 input_dft = 'pbe",
                        "9:28: a string without end; expected a closing '"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 200000*1",
                        "9:20: more than 100000 values in the namelists, with ecutwfc; expected fewer"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = x*1",
                        "9:13: invalid number 'x*1' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 A = 5.4",
                        "9:20: both celldm(1) and A are given; expected one of them"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 = 13",
                        "9:16: unexpected '=' after the value of ecutwfc; expected a variable with '=', or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12\n/",
                        "ecutwfc = 12\n",
                        "11:1: unexpected '&ELECTRONS'; expected a variable, or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12\n/",
                        "ecutwfc = 12\n&",
                        "10:1: unexpected '&'; expected a variable, or / at the end of &SYSTEM"),
                arguments(
                        "mixing_beta = 0.7\n/",
                        "mixing_beta = 0.7",
                        "13:1: unexpected 'ATOMIC_SPECIES' after the value of mixing_beta; expected a variable with '=', or / at the end of &ELECTRONS"),
                arguments(
                        "mixing_beta = 0.7\n/",
                        "mixing_beta",
                        "12:3: there is no '=' after mixing_beta; expected '=' and a value, or / at the end of &ELECTRONS"),
                arguments(
                        "mixing_beta = 0.7\n/",
                        "",
                        "13:1: there is no '=' after atomic_species; expected '=' and a value, or / at the end of &ELECTRONS"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12,5",
                        "9:16: value '5' is one too many for ecutwfc; expected a single value (decimals after a point, not a comma)"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 startingpot(2) = 5 nat(2)=7",
                        "9:39: nat has an index; expected nat = and one value"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 starting_magnetization(1 = 0.5",
                        "9:16: unexpected 'starting_magnetization(1' after the value of ecutwfc; expected a variable with '=', or / at the end of &SYSTEM"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 @ = 3",
                        "9:16: unexpected '@' after the value of ecutwfc; expected a variable with '=', or / at the end of &SYSTEM"));
    }

    private static Stream<Arguments> settings() {
        return Stream.of(
                arguments(
                        "nat = 2",
                        "nat = two",
                        "7:9: invalid whole number 'two' for nat; expected a whole number such as 4"),
                arguments(
                        "nat = 2",
                        "nat = 2.0",
                        "7:9: invalid whole number '2.0' for nat; expected a whole number such as 4"),
                arguments("nat = 2", "nat = 0", "7:9: nat = 0; expected between 1 and 20000"),
                arguments("nat = 2", "nat = 99999", "7:9: nat = 99999; expected between 1 and 20000"),
                arguments("nat = 2", "nat = 3", "16:1: ATOMIC_POSITIONS lists 2 atoms; expected 3 (nat in &SYSTEM)"),
                arguments("nat = 2", "", "4:1: &SYSTEM does not set nat; expected nat, the number of atoms"),
                arguments("ntyp = 1", "ntyp = 2", "14:1: ATOMIC_SPECIES lists 1 species; expected 2 (ntyp in &SYSTEM)"),
                arguments("ntyp = 1", "ntyp = 11", "8:10: ntyp = 11; expected between 1 and 10"),
                arguments("ntyp = 1", "", "4:1: &SYSTEM does not set ntyp; expected ntyp, the number of species"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = twelve",
                        "9:13: invalid number 'twelve' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = -12",
                        "9:13: ecutwfc is negative; expected a cutoff in Ry, positive"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 1d999",
                        "9:13: invalid number '1d999' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = smearing",
                        "9:30: the value of occupations is 'smearing' without quotes; expected a quoted string"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 occupations = 'smering'",
                        "9:30: unknown occupations 'smering'; expected one of smearing, tetrahedra, tetrahedra_lin, tetrahedra_opt, fixed, from_input"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nosym = maybe",
                        "9:24: invalid logical 'maybe' for nosym; expected .true. or .false."),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nosym = '.true.'",
                        "9:24: invalid logical '.true.' for nosym; expected .true. or .false., without quotes"),
                arguments("ecutwfc = 12", "ecutwfc = 12 nspin = 3", "9:24: nspin = 3; expected 1, 2 or 4"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2",
                        "9:24: nspin = 2 with fixed occupations; expected tot_magnetization, or occupations = 'smearing', 'tetrahedra' or 'from_input'"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2 occupations = 'smearing' degauss = 0.1",
                        "9:24: nspin = 2 without a magnetisation to start from; expected starting_magnetization(i) for at least one species, or tot_magnetization"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nspin = 2 noncolin = .true.",
                        "9:24: nspin = 2 beside noncolin; expected one of them"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 lspinorb = .true.",
                        "9:27: lspinorb without noncolin; expected noncolin = .true. beside it"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 nbnd = -1",
                        "9:23: nbnd = -1; expected between 0 (the default) and 1000000"),
                arguments("ecutwfc = 12", "ecutwfc = 12 nr1 = -1", "9:22: nr1 = -1; expected between 0 and 16385"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 starting_magnetization(1) = big",
                        "9:44: invalid number 'big' for starting_magnetization(1); expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 space_group = 227",
                        "9:30: space_group = 227 beside ATOMIC_POSITIONS that lists all atoms; expected ATOMIC_POSITIONS crystal_sg with the inequivalent sites, or no space_group"),
                arguments(
                        "calculation = 'scf'",
                        "calculation = 'fcs'",
                        "2:17: unknown calculation 'fcs'; expected one of scf, nscf, bands, relax, md, vc-relax, vc-md"),
                arguments(
                        "calculation = 'scf'",
                        "calculation = scf",
                        "2:17: the value of calculation is 'scf' without quotes; expected a quoted string"),
                arguments(
                        "mixing_beta = 0.7",
                        "diagonalization = 'davidso'",
                        "12:21: unknown diagonalization 'davidso'; expected one of david, cg, ppcg, paro, rmm-davidson, rmm-paro"),
                arguments(
                        "mixing_beta = 0.7",
                        "mixing_ndim = -1",
                        "12:17: mixing_ndim = -1; expected between 0 and 1000"),
                arguments(
                        "K_POINTS",
                        "TOTAL_CHARGE\nhalf\nK_POINTS",
                        "20:1: invalid number 'half' for the total charge; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4 1 1 1\nTOTAL_CHARGE",
                        "21:1: TOTAL_CHARGE has no lines; expected the total charge"),
                arguments(
                        "nat = 2",
                        "sic_energy = T nat = 2",
                        "7:16: sic_energy, with which pw.x changes the number of electrons; expected an input without it"),
                arguments("nat = 2", "natt = 2", "7:3: &SYSTEM does not set nat; expected nat, the number of atoms"),
                arguments(
                        "ibrav = 2",
                        "ibrv = 2",
                        "5:3: &SYSTEM does not set ibrav; expected ibrav, the index of the Bravais lattice"),
                arguments("calculation = 'scf'", "nstep = -1", "2:11: nstep = -1; expected at least 0"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = '12'",
                        "9:13: invalid number '12' for ecutwfc; expected a number such as 30, 0.5 or 1.0d-8, without quotes"));
    }

    /** Switches that pw.x stops at, alone or together. */
    private static Stream<Arguments> switches() {
        String variable = "ecutwfc = 12 constrained_magnetization = ";
        String at = "9:44: constrained_magnetization = ";
        return Stream.of(
                arguments(
                        "ecutwfc = 12",
                        variable + "'atom'",
                        "9:44: unknown constrained_magnetization 'atom'; expected one of none, atomic, atomic direction, total, total direction"),
                arguments(
                        "ecutwfc = 12",
                        variable + "'atomic'",
                        at + "'atomic' without spin; expected nspin = 2 or noncolin = .true. beside it"),
                arguments(
                        "ecutwfc = 12",
                        variable + "'atomic' nspin = 2 tot_magnetization = 0",
                        at
                                + "'atomic' without starting_magnetization; expected starting_magnetization(i) for at least one species"),
                arguments(
                        "ecutwfc = 12",
                        variable + "'atomic direction' nspin = 2 tot_magnetization = 0",
                        at
                                + "'atomic direction' without noncolin; expected noncolin = .true. beside it, or tot_magnetization"),
                arguments(
                        "ecutwfc = 12",
                        variable + "'total'",
                        at + "'total' without noncolin; expected noncolin = .true. beside it, or tot_magnetization"),
                arguments(
                        "ecutwfc = 12",
                        variable + "'total direction'",
                        at
                                + "'total direction' without noncolin; expected noncolin = .true. beside it, or tot_magnetization"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 assume_isolated = 'MT'",
                        "9:34: unknown assume_isolated 'MT'; expected one of none, makov-payne, martyna-tuckerman, esm, 2D"),
                arguments(
                        "ibrav = 2",
                        "assume_isolated = 'mp' ibrav = 4",
                        "5:34: assume_isolated = 'makov-payne' beside ibrav = 4; expected a cubic lattice, ibrav 1, 2 or 3"),
                arguments(
                        "calculation = 'scf'",
                        "memory = 'Small'",
                        "2:12: unknown memory 'Small'; expected one of small, default, large"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 noncolin = T vdw_corr = 'xdm'",
                        "9:40: XDM dispersion beside noncolin; expected another correction, or no noncolin"),
                arguments(
                        "ecutwfc = 12",
                        "ecutwfc = 12 noncolin = T xdm = T",
                        "9:35: XDM dispersion beside noncolin; expected another correction, or no noncolin"),
                arguments(
                        "calculation = 'scf'\n/\n&SYSTEM",
                        "tefield = T\n/\n&SYSTEM nspin = 4",
                        "2:13: tefield beside nspin = 4; expected noncolin = .true. instead of nspin, or no tefield"),
                arguments(
                        "calculation = 'scf'",
                        "gate = T",
                        "2:10: gate with tot_charge = 0; expected tot_charge, which the gate compensates"));
    }

    @Test
    void aGateHasADipoleWithAField() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 tot_charge = 1");
        for (String one : new String[] {"tefield", "dipfield"}) {
            String gate = PwInputs.replace(text, "calculation = 'scf'", "gate = T " + one + " = T");
            InputException e = assertThrows(InputException.class, () -> PwInputs.parse(gate));
            assertEquals(
                    "pw.in:2:10: gate beside one of tefield and dipfield; expected both of them or neither",
                    e.getMessage());
            String monopole = PwInputs.replace(gate, "gate", "monopole");
            InputException old =
                    assertThrows(InputException.class, () -> PwInputs.parse(monopole, new QeVersion(6, 1)));
            assertEquals(
                    "pw.in:2:14: monopole beside one of tefield and dipfield; expected both of them or neither",
                    old.getMessage());
        }
    }

    @Test
    void untilThisReleaseAnUnknownIsolationIsPassedOver() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12 assume_isolated = 'dcc'");
        assertEquals(2, PwInputs.parse(text, new QeVersion(6, 7)).atoms().size());
    }

    private static Stream<Arguments> cells() {
        return Stream.of(
                arguments(
                        "celldm(1) = 10.2",
                        "",
                        "4:1: no lattice parameter is given; expected celldm(1) or A, positive"),
                arguments(
                        "celldm(1) = 10.2",
                        "celldm(1) = -10.2",
                        "6:15: the lattice parameter is negative; expected a positive length"),
                arguments(
                        "celldm(1) = 10.2",
                        "A = -5.4",
                        "6:7: the lattice parameter is negative; expected a positive length"),
                arguments(
                        "ibrav = 2",
                        "",
                        "4:1: &SYSTEM does not set ibrav; expected ibrav, the index of the Bravais lattice"),
                arguments(
                        "ibrav = 2",
                        "ibrav = 0",
                        "5:11: ibrav = 0 without a cell; expected a CELL_PARAMETERS card with the three lattice vectors"),
                arguments(
                        "/\nATOMIC_SPECIES",
                        "/\nCELL_PARAMETERS\n1 0 0\n0 1 0\n0 0 1\nATOMIC_SPECIES",
                        "14:1: CELL_PARAMETERS stands beside ibrav = 2; expected ibrav = 0, or no such card"),
                arguments(
                        "celldm(1) = 10.2",
                        "celldm = , 10.2",
                        "4:1: no lattice parameter is given; expected celldm(1) or A, positive"));
    }

    private static Stream<Arguments> cards() {
        return Stream.of(
                arguments(
                        "ATOMIC_SPECIES",
                        "ATOMIC_SPECES",
                        "14:1: there is no ATOMIC_SPECIES card but 'ATOMIC_SPECES'; expected ATOMIC_SPECIES"),
                arguments(
                        "Si 28.086 Si.UPF",
                        "Si 28.086",
                        "15:1: ATOMIC_SPECIES line has 2 words; expected a label, a mass and the file of a pseudopotential"),
                arguments(
                        "Si 28.086 Si.UPF",
                        "Si heavy Si.UPF",
                        "15:4: invalid number 'heavy' for the mass of a species; expected a number such as 30, 0.5 or 1.0d-8"),
                arguments("Si 28.086 Si.UPF", "", "14:1: ATOMIC_SPECIES lists 0 species; expected 1 (ntyp in &SYSTEM)"),
                arguments(
                        "ATOMIC_POSITIONS alat",
                        "ATOMIC_POSITION alat",
                        "16:1: there is no ATOMIC_POSITIONS card but 'ATOMIC_POSITION'; expected ATOMIC_POSITIONS"),
                arguments(
                        "ATOMIC_POSITIONS alat",
                        "ATOMIC_POSITIONS {furlong}",
                        "16:19: unknown unit 'furlong' of ATOMIC_POSITIONS; expected one of alat, bohr, angstrom, crystal, crystal_sg"),
                arguments(
                        "ATOMIC_POSITIONS alat",
                        "ATOMIC_POSITIONS{Furlong}",
                        "16:1: there is no ATOMIC_POSITIONS card but 'ATOMIC_POSITIONS{Furlong}'; expected a blank after ATOMIC_POSITIONS"),
                arguments(
                        "ATOMIC_POSITIONS alat",
                        "ATOMIC_POSITIONS crystal_sg",
                        "16:18: positions in crystal_sg without a space group; expected space_group in &SYSTEM"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 0.25",
                        "18:1: ATOMIC_POSITIONS line has 3 words; expected a label, three coordinates and perhaps three flags, with blanks between"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Ge 0.25 0.25 0.25",
                        "18:1: atom of unknown species 'Ge'; expected one of 'Si' (ATOMIC_SPECIES)"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 1/ 0.25",
                        "18:9: '1/' is not a coordinate; expected a number or an expression of numbers with + - * / ^ and parentheses, without blanks"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 sqrt(3)/4 0.25",
                        "18:9: 'sqrt(3)/4' is not a coordinate; expected a number or an expression of numbers with + - * / ^ and parentheses, without blanks"),
                arguments(
                        "Si 0.25 0.25 0.25",
                        "Si 0.25 1/0 0.25",
                        "18:9: '1/0' is not a coordinate; expected a number or an expression of numbers with + - * / ^ and parentheses, without blanks"),
                arguments("Si 0.25 0.25 0.25", "", "16:1: ATOMIC_POSITIONS lists 1 atom; expected 2 (nat in &SYSTEM)"),
                arguments(
                        "ATOMIC_SPECIES",
                        "CELL_PARAMETERS bohr\nATOMIC_SPECIES",
                        "14:1: CELL_PARAMETERS stands beside ibrav = 2; expected ibrav = 0, or no such card"));
    }

    private static Stream<Arguments> kPoints() {
        return Stream.of(
                arguments(
                        "K_POINTS automatic",
                        "K_POINTS atomatic",
                        "19:10: unknown option 'atomatic' of K_POINTS; expected one of tpiba, crystal, automatic, gamma, tpiba_b, crystal_b, tpiba_c, crystal_c"),
                arguments(
                        "K_POINTS automatic",
                        "K_POINTS automatic\nK_POINTS automatic",
                        "20:1: card K_POINTS stands twice; expected one of each"),
                arguments(
                        "4 4 4 1 1 1",
                        "",
                        "19:1: K_POINTS has no lines; expected six whole numbers: n1 n2 n3 s1 s2 s3"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4",
                        "20:1: K_POINTS line has 3 words; expected six whole numbers: n1 n2 n3 s1 s2 s3"),
                arguments("4 4 4 1 1 1", "4 0 4 1 1 1", "20:3: 0 in the k-point mesh; expected at least 1 division"),
                arguments("4 4 4 1 1 1", "4 4 4 2 1 1", "20:7: 2 in the k-point mesh; expected a shift of 0 or 1"),
                arguments(
                        "4 4 4 1 1 1",
                        "4 4 4.0 1 1 1",
                        "20:5: invalid whole number '4.0' for the k-point mesh; expected a whole number such as 4"),
                arguments(
                        "4 4 4 1 1 1",
                        "9999 9999 9999 0 0 0",
                        "20:1: a mesh of 9999x9999x9999 points; expected no more than 40000 irreducible points"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal\n2\n0 0 0 1",
                        "21:1: K_POINTS ends after 2 lines; expected 2 lines of four numbers: x y z weight"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal\n2\n0 0 0 1\n # middle\n0 0 0.5 1",
                        "22:2: a comment within K_POINTS that pw.x takes for numbers; expected # in the first column"),
                arguments("automatic\n4 4 4 1 1 1", "crystal\n0", "20:1: 0 k-points; expected between 1 and 40000"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal\n1\n0 0 0",
                        "21:1: k-point line has 3 words; expected 1 line of four numbers: x y z weight"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal\n1\ngG 1",
                        "21:1: k-point label 'gG'; expected coordinates (letters stand for k-points only beside tpiba_b and crystal_b)"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal_b\n3\n0 0 0 10\n0 0 1 1e300\n1 0 0 1",
                        "19:1: 9223372036854775807 k-points; expected no more than 40000"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "crystal_b\n2\n0 0 0 50000\n0 0 1 1",
                        "19:1: 50000 k-points; expected no more than 40000"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "tpiba_c\n2\n0 0 0 5\n0 0 1 1",
                        "19:1: 2 vertices of a plane of k-points; expected exactly 3"),
                arguments(
                        "automatic\n4 4 4 1 1 1",
                        "tpiba_c\n3\n0 0 0 5\n0 0 1 1\n1 0 0 3",
                        "19:1: a plane of 1x3 k-points; expected weights of at least 2"));
    }

    @Test
    void aFileWithoutNamelistsIsNoInput() {
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse("#!/bin/sh\nmpirun pw.x\n"));
        assertEquals(
                "pw.in:1:1: there is no namelist &CONTROL; expected &CONTROL, &SYSTEM and &ELECTRONS, in this order",
                e.getMessage());
    }

    @Test
    void anOffendingTokenIsShownOnOneShortLine() {
        String long41 = "x".repeat(41);
        InputException e = assertThrows(
                InputException.class, () -> PwInputs.parse(PwInputs.silicon("nat = 2", "nat = " + long41)));
        assertEquals(
                "pw.in:7:9: invalid whole number '" + "x".repeat(40)
                        + "...' for nat; expected a whole number such as 4",
                e.getMessage());
        assertEquals(long41, e.token());
        InputException control = assertThrows(
                InputException.class, () -> PwInputs.parse(PwInputs.silicon("nat = 2", "nat = \u001b[31m2")));
        assertEquals(
                "pw.in:7:9: invalid whole number '\\u001b[31m2' for nat; expected a whole number such as 4",
                control.getMessage());
    }

    @Test
    void aFileOverTheLimitIsRefused(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("pw.in"), PwInputs.SILICON);
        ParseLimits limits = ParseLimits.ofBytes(100);
        InputException e = assertThrows(InputException.class, () -> PwInputReader.read(file, QeVersion.NEWEST, limits));
        assertEquals(file + ":1:1: the file is larger than 100 bytes; expected a smaller file", e.getMessage());
        assertEquals(
                2,
                PwInputReader.read(file, QeVersion.NEWEST, ParseLimits.DEFAULT)
                        .atoms()
                        .size());
    }

    @Test
    void aMissingFileIsNotTheInputsFault(@TempDir Path folder) {
        assertThrows(
                UncheckedIOException.class,
                () -> PwInputReader.read(folder.resolve("missing.in"), QeVersion.NEWEST, ParseLimits.DEFAULT));
    }

    @Test
    void deepParenthesesAreRefused() {
        String deep = "(".repeat(101) + "1" + ")".repeat(101);
        InputException e =
                assertThrows(InputException.class, () -> PwInputs.parse(PwInputs.silicon("Si 0.25", "Si " + deep)));
        assertEquals(
                "pw.in:18:4: '" + "(".repeat(40)
                        + "...' is not a coordinate; expected a number or an expression of numbers"
                        + " with + - * / ^ and parentheses, without blanks",
                e.getMessage());
        String tower = "1" + "^1".repeat(101);
        assertThrows(InputException.class, () -> PwInputs.parse(PwInputs.silicon("Si 0.25", "Si " + tower)));
    }

    /** Whatever the bytes, a reader throws its own exception or none. */
    @Tag("slow")
    @Test
    void damagedInputsAreRefusedOrRead() {
        Random random = new Random(7);
        int refused = 0;
        for (int run = 0; run < 5_000; run++) {
            StringBuilder text = new StringBuilder(PwInputs.SILICON);
            for (int edit = 0; edit <= run % 4; edit++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.replace(at, at + 1, " ");
                    case 1 -> text.insert(at, "&/(*,='\"!\n^-+9eE".charAt(random.nextInt(16)));
                    case 2 -> text.setCharAt(at, (char) random.nextInt(0x2030));
                    default -> text.setLength(at + 1);
                }
            }
            try {
                PwInputs.parse(text.toString());
            } catch (InputException e) {
                refused++;
                assertTrue(
                        e.getMessage().matches("pw\\.in:\\d+:\\d+: [^\\p{Cntrl}]+; expected [^\\p{Cntrl}]+"),
                        e::getMessage);
                assertFalse(e.location().line() > text.toString().split("\r\n|\n|\r", -1).length, e::getMessage);
            }
        }
        assertTrue(refused > 2_500, refused + " of 5000 refused");
    }
}
