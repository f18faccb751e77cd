package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.Pseudopotential.Orbital;
import org.qeperf.features.pseudo.Pseudopotential.Projector;

class OldFormatsTest {

    private static final String RRKJ3 = "Si.RRKJ3";
    private static final String VANDERBILT = "Si.van";
    private static final String NUMERIC = "Si.pz-vbc";
    private static final String GTH = "Si.gth";
    private static final Orbital S = new Orbital(0, 0, 2);
    private static final Orbital P = new Orbital(1, 0, 2);

    @Test
    void rrkj3IsRead() {
        assertEquals(
                new Pseudopotential(
                        "Si",
                        Kind.ULTRASOFT,
                        4,
                        false,
                        false,
                        "INDEX: 1 4 3 4",
                        0,
                        0,
                        2,
                        5,
                        projectors(0, 1),
                        List.of(S, new Orbital(1, 0, 1.5), new Orbital(2, 0, -1))),
                OldFormats.read(RRKJ3, OldFormats.RRKJ3));
    }

    @Test
    void rrkj3KnowsNormConservingPotentialsAndCoreCharges() {
        String text = OldFormats.RRKJ3
                .replace("    T    F", "    F    T")
                .replace("  3\n    T", "  1\n    T")
                .replaceFirst("(?m)^ {4}3$", "    1");
        int numbers = text.indexOf("     3\n");
        int rest = text.indexOf("  0.00000000000E+00 -1");
        String line = "  1.00000000000E+00\n";
        String four = "  1.00000000000E+00".repeat(4) + "\n";
        Pseudopotential potential = OldFormats.read(
                RRKJ3,
                text.substring(0, numbers) + "     1\n" + line + line + "     5\n" + four + line + line + line
                        + text.substring(rest, text.indexOf("  0.1")) + four + line
                        + text.substring(text.indexOf("  0.1")));
        assertEquals(Kind.NORM_CONSERVING, potential.kind());
        assertEquals(true, potential.coreCorrection());
        assertEquals(projectors(0, 1), potential.projectors());
    }

    @Test
    void vanderbiltsFilesAreRead() {
        Pseudopotential potential = OldFormats.read(VANDERBILT, OldFormats.VANDERBILT);
        assertEquals(
                new Pseudopotential(
                        "si", Kind.ULTRASOFT, 4, false, true, "PBE", 0, 0, 2, 5, projectors(0, 1), List.of(S, P)),
                potential);
        assertEquals(potential, OldFormats.read("a.vdb", OldFormats.VANDERBILT));
    }

    @Test
    void version6OfVanderbiltsCodeHasFewerLines() {
        String text = OldFormats.VANDERBILT
                .replace("    7    3    4", "    6    0    0")
                .replace("    3    1    0.5", "    2    0    0.5")
                .replace("    0    0\n    8   10.000000000\n", "")
                .replace("    2\n  1.00000000000E-01", "  1.00000000000E-01");
        int core = text.lastIndexOf("  5.00000000000E-01\n");
        Pseudopotential potential =
                OldFormats.read(VANDERBILT, text.substring(0, core) + text.substring(text.indexOf("  2.000", core)));
        assertEquals(Kind.NORM_CONSERVING, potential.kind());
        assertEquals(false, potential.coreCorrection());
        assertEquals(List.of(S, P), potential.orbitals());
    }

    @ParameterizedTest
    @CsvSource({"-6, PW91", "-3, GL", "0, PZ", "1, BLYP", "6, TPSS"})
    void vanderbiltsFunctionalIsACode(int code, String functional) {
        String text = OldFormats.VANDERBILT.replace(
                "    5.000000000\n", String.format(java.util.Locale.ROOT, "%15.9f%n", (double) code));
        assertEquals(functional, OldFormats.read(VANDERBILT, text).functional());
    }

    @ParameterizedTest
    @ValueSource(strings = {NUMERIC, "Si.pz-mt", "Si", "Si.gthx", "Si.rrkj3"})
    void normConservingFilesHaveAProjectorForEachLButTheLocalOne(String name) {
        assertEquals(
                new Pseudopotential(
                        "Si", Kind.NORM_CONSERVING, 4, false, true, "PZ", 0, 0, 0, 5, projectors(0), List.of(S, P)),
                OldFormats.read(name, OldFormats.NUMERIC));
    }

    @Test
    void analyticPotentialsMayHaveEveryL() {
        Pseudopotential potential = OldFormats.read("Si.bhs", OldFormats.ANALYTIC);
        assertEquals(projectors(0, 1), potential.projectors());
        assertEquals(List.of(S, P), potential.orbitals());
        String all = OldFormats.ANALYTIC
                .replace("4.0,2,2,3,.t.,2", "4.0,1,2,3,.f.,2")
                .replaceFirst("(?s) 1.0  2.0  3.0   1.0.* 0.3\n", "1 2 3 4 5 6 7 8 9\n")
                .replace("PZ", "**");
        Pseudopotential other = OldFormats.read("Si.bhs", all);
        assertEquals(projectors(0, 1), other.projectors());
        assertEquals("PZ", other.functional());
        assertEquals(
                projectors(0, 1),
                OldFormats.read("Si.bhs", OldFormats.ANALYTIC.replace(".t.,2", ".t.,-1000"))
                        .projectors());
    }

    @Test
    void orbitalsThatAreZeroAreNoStart() {
        String text = OldFormats.NUMERIC.replace("0.1 0.2 0.3,\n0.4 0.5", "0 0 0\n0 0");
        assertEquals(
                List.of(new Orbital(0, 0, -1e-8), P),
                OldFormats.read(NUMERIC, text).orbitals());
        String vanderbilt = OldFormats.VANDERBILT.replace("  2.00000000000E-01  2.", "  0.00000000000E-01  2.");
        assertEquals(List.of(S, P), OldFormats.read(VANDERBILT, vanderbilt).orbitals());
        String rrkj3 = OldFormats.RRKJ3.replace("0.1000", "0.0000");
        assertEquals(
                new Orbital(0, 0, -1e-8),
                OldFormats.read(RRKJ3, rrkj3).orbitals().get(0));
    }

    @Test
    void gthIsRead() {
        Pseudopotential potential = OldFormats.read(GTH, OldFormats.GTH);
        assertEquals(
                new Pseudopotential(
                        "Si",
                        Kind.NORM_CONSERVING,
                        4,
                        false,
                        false,
                        "PBE",
                        0,
                        0,
                        0,
                        1141,
                        projectors(0, 0, 1),
                        List.of()),
                potential);
        assertEquals(potential, OldFormats.read("a.GTH", OldFormats.GTH));
        String core = OldFormats.GTH.replace("10 11", "12 -101130") + "0.3 2.0\n";
        assertEquals(true, OldFormats.read(GTH, core).coreCorrection());
        String local = OldFormats.GTH.replace("10 11  1", "10 18 -1").replaceFirst("(?s)  {4}2   .*", "0\n");
        assertEquals(List.of(), OldFormats.read("H.gth", local).projectors());
    }

    @Test
    void lineEndsDoNotMatter() {
        assertEquals(read(RRKJ3, OldFormats.RRKJ3), read(RRKJ3, OldFormats.RRKJ3.replace("\n", "\r\n")));
        assertEquals(read(GTH, OldFormats.GTH), read(GTH, OldFormats.GTH.replace("\n", "\r\n")));
        assertEquals(read(NUMERIC, OldFormats.NUMERIC), read(NUMERIC, OldFormats.NUMERIC.replace("\n", "\r\n")));
        assertEquals(
                read(VANDERBILT, OldFormats.VANDERBILT), read(VANDERBILT, OldFormats.VANDERBILT.replace("\n", "\r\n")));
    }

    private static Pseudopotential read(String name, String text) {
        return OldFormats.read(name, text);
    }

    private static List<Projector> projectors(int... momenta) {
        return java.util.Arrays.stream(momenta)
                .mapToObj(l -> new Projector(l, 0))
                .toList();
    }

    @ParameterizedTest
    @MethodSource
    void aDamagedFileIsRefused(String name, String text, String place, String replacement, String message) {
        String damaged = PwInputs.replace(text, place, replacement);
        InputException e = assertThrows(InputException.class, () -> OldFormats.read(name, damaged));
        assertEquals(name + ":" + message, e.getMessage());
    }

    static Stream<Arguments> aDamagedFileIsRefused() {
        return Stream.of(columnDamages(), listDamages(), otherFormats()).flatMap(s -> s);
    }

    private static Stream<Arguments> columnDamages() {
        String rrkj3 = OldFormats.RRKJ3;
        String vanderbilt = OldFormats.VANDERBILT;
        return Stream.of(
                arguments(RRKJ3, rrkj3, " .4000", " .0400", "5:1: the valence is 0.4; expected 1 to 100"),
                arguments(
                        RRKJ3,
                        rrkj3,
                        "    3    2\n",
                        "    1    2\n",
                        "7:6: the number of projectors is '2'; expected a whole number from 0 to 1"),
                arguments(RRKJ3, rrkj3, "    T    F", "    1    F", "3:1: relativistic is '1'; expected T or F"),
                arguments(
                        RRKJ3, rrkj3, "0.300", "x.300", "36:41: an orbital is 'x.30000000000E+00'; expected a number"),
                arguments(
                        RRKJ3,
                        rrkj3,
                        rrkj3.substring(rrkj3.indexOf("  0.1")),
                        "",
                        "34:1: the file ends too early for an orbital; expected a complete file"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        "    7    3",
                        "    5    1",
                        "1:5: the version is '5'; expected a whole number from 6 to 7"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        " 4.000000000",
                        "-4.000000000",
                        "2:36: the valence is -4.0; expected more than 0, at most 100"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        " 5.000000000\n",
                        "-4.000000000\n",
                        "2:51: the functional is -4.0; expected a code from -6 to 6 but -4"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        "    3    1    0.5",
                        "    4    1    0.5",
                        "6:1: the kind is '4'; expected a whole number from 0 to 3"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        vanderbilt.substring(vanderbilt.indexOf("    0    0\n")),
                        "",
                        "25:1: the file ends too early for the types of projectors; expected a complete file"),
                arguments(
                        VANDERBILT,
                        vanderbilt,
                        "    2\n  1.0",
                        "    3\n  1.0",
                        "40:5: the number of orbitals is '3'; expected a whole number from 2 to 2"));
    }

    private static Stream<Arguments> listDamages() {
        String numeric = OldFormats.NUMERIC;
        return Stream.of(
                arguments(
                        NUMERIC, numeric, "4.0", "400", "2:6: the valence is 400.0; expected more than 0, at most 100"),
                arguments(
                        NUMERIC,
                        numeric,
                        "'Si'",
                        "'Si",
                        "2:1: a quote is not closed within 1000 characters; expected a second one"),
                arguments(
                        NUMERIC,
                        numeric,
                        "4.0",
                        "4".repeat(1001),
                        "2:6: the valence has more than 1000 characters; expected a shorter word"),
                arguments(
                        NUMERIC,
                        numeric,
                        "0 0 .t.",
                        "1 -1 .t.",
                        "2:14: 1 core functions and -1 exponents; expected two numbers of one sign"),
                arguments(
                        NUMERIC,
                        numeric,
                        ".t. 1",
                        ".t. 2",
                        "2:20: the local l is '2'; expected a whole number from -1000 to 1"),
                arguments(NUMERIC, numeric, ".t. 1", ".t. -1", "2:20: the local l is -1; expected 0 or more"),
                arguments(
                        NUMERIC,
                        numeric,
                        "5 2 mesh",
                        "5 0 mesh",
                        "3:17: the number of orbitals is '0'; expected a whole number from 1 to 200"),
                arguments(NUMERIC, numeric, "0 2.0", "0 2.5", "12:3: the occupation is 2.5; expected 0 to 2"),
                arguments(
                        NUMERIC,
                        numeric,
                        "0 2.0",
                        "1 2.0",
                        "12:1: l of an orbital is '1'; expected a whole number from 0 to 0"),
                arguments(NUMERIC, numeric, "0.1 0.2 0.3,", "0.1,, 0.3", "13:5: an orbital is ''; expected a number"),
                arguments(
                        NUMERIC,
                        numeric,
                        "5*-1.0",
                        "0*-1.0",
                        "8:1: a potential is '0'; expected a whole number from 1 to 16777216"),
                arguments(GTH, OldFormats.GTH, "14 ", "200", "2:5: the atomic number is 200.0; expected 1 to 103"),
                arguments(
                        GTH,
                        OldFormats.GTH,
                        " 4 ",
                        " 0 ",
                        "2:10: the valence is 0.0; expected more than 0, at most 100"),
                arguments(GTH, OldFormats.GTH, "10 11", "11 11", "3:1: the format is 11; expected 10 or 12"),
                arguments(
                        GTH,
                        OldFormats.GTH,
                        "10 11",
                        "10 12",
                        "3:4: the functional is 12; expected 1, 7, 11, 18 or -101130"),
                arguments(
                        GTH,
                        OldFormats.GTH,
                        "0.4    2     9.0",
                        "0.4    4     9.0",
                        "6:13: the number of projectors is '4'; expected a whole number from 0 to 3"));
    }

    private static Stream<Arguments> otherFormats() {
        String problem =
                "1:1: pseudopotentials in files %s are not read; expected a UPF file, which upfconv.x of Quantum"
                        + " ESPRESSO makes of it";
        return Stream.of(
                arguments("Si.psml", "x", "x", "<psml>", problem.formatted(".psml")),
                arguments("Si.cpi", "x", "x", "4.0 3", problem.formatted(".cpi")),
                arguments("Si.fhi", "x", "x", "4.0 3", problem.formatted(".fhi")),
                arguments("Si.cpmd", "x", "x", "&ATOM", problem.formatted(".cpmd")),
                arguments(
                        "a/Si.xml",
                        "x",
                        "x",
                        "y",
                        "1:1: this is not a pseudopotential in UPF; expected a file with a PP_HEADER"),
                arguments(
                        "Si",
                        "x",
                        "x",
                        "",
                        "1:1: the file ends too early for the functional; expected a complete file"));
    }

    @Test
    void theContentDecidesBeforeTheName() {
        assertEquals(Upf.read(Upf.version2()), OldFormats.read(RRKJ3, Upf.version2()));
        assertEquals(Upf.read(Upf.version1()), OldFormats.read(GTH, Upf.version1()));
        assertEquals(Upf.read(Upf.schema()), OldFormats.read("Si.psml", Upf.schema()));
    }
}
