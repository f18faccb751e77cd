package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
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

class UpfReadersTest {

    private static final List<Projector> S_AND_P = List.of(new Projector(0, 0), new Projector(1, 0));
    private static final List<Orbital> ORBITALS = List.of(new Orbital(0, 0, 2), new Orbital(1, 0, 2));

    @Test
    void version2IsRead() {
        assertEquals(
                new Pseudopotential(
                        "Si", Kind.NORM_CONSERVING, 4, false, false, "PBE", 25, 100, 0, 3, S_AND_P, ORBITALS),
                Upf.read(Upf.version2()));
    }

    @Test
    void theSchemaIsRead() {
        assertEquals(Upf.read(Upf.version2()), Upf.read(Upf.schema()));
    }

    @Test
    void version1IsRead() {
        assertEquals(
                new Pseudopotential(
                        "Si",
                        Kind.NORM_CONSERVING,
                        4,
                        false,
                        false,
                        "SLA PW PBE PBE",
                        12.5,
                        50,
                        2,
                        3,
                        S_AND_P,
                        ORBITALS),
                Upf.read(Upf.version1()));
    }

    @Test
    void lineEndsDoNotMatter() {
        for (String text : List.of(Upf.version1(), Upf.version2(), Upf.schema(), Upf.fullyRelativistic())) {
            assertEquals(Upf.read(text), Upf.read(text.replace("\n", "\r\n")));
        }
    }

    @Test
    void quotesBlanksAndOrderOfAttributesDoNotMatter() {
        String other = Upf.version2()
                .replace('"', '\'')
                .replace("version='2.0.1'", "version=\"2.0.1\"")
                .replace("number_of_proj='2'", "\n  number_of_proj=\n  '  2 '\n")
                .replace("z_valence='4.000000000000000E+000'", "")
                .replace("element=' Si'", "z_valence=\"0.4D1\" element='Si '")
                .replace("is_paw='F'", "is_paw='.false.'")
                .replace("generated=", "unused \tgenerated =")
                .replace("has_so='F'", "has_so='false'");
        assertEquals(Upf.read(Upf.version2()), Upf.read(other));
    }

    @Test
    void whatAHeaderLeavesOutIsFalseOrZero() {
        String bare = Upf.version2()
                .replaceFirst("<UPF version=\"2.0.1\">", "<?xml version=\"1.0\"?>\n<UPF>")
                .replaceFirst(
                        "<PP_HEADER generated[^>]*>",
                        "<PP_HEADER\n z_valence=\"4\" number_of_proj=\"2\"" + " number_of_wfc=\"2\" wfc_cutoff=\"\">");
        assertEquals(
                new Pseudopotential("", Kind.NORM_CONSERVING, 4, false, false, "", 0, 0, 0, 3, S_AND_P, ORBITALS),
                Upf.read(bare));
    }

    @Test
    void theMeshOfTheNumbersCounts() {
        String longer = Upf.version2().replace("mesh_size=\"3\"", "mesh_size=\"4\"");
        assertEquals(3, Upf.read(longer).meshSize());
        assertEquals(3, Upf.read(Upf.version2().replace("mesh=\"3\" ", "")).meshSize());
        assertEquals(
                3,
                Upf.read(Upf.version2().replace("mesh=\"3\" ", "mesh=\"0\" ")).meshSize());
        assertEquals(3, Upf.read(Upf.schema().replace("size>3<", "size>4<")).meshSize());
        assertEquals(
                3, Upf.read(Upf.schema().replace("mesh=\"3\" ", "mesh=\"0\" ")).meshSize());
    }

    @ParameterizedTest
    @CsvSource({
        "is_ultrasoft, ULTRASOFT, true",
        "is_paw, PAW, true",
        "is_coulomb, COULOMB, false",
        "core_correction, NORM_CONSERVING, false"
    })
    void flagsDecideAboutTheKind(String flag, Kind kind, boolean augmented) {
        String second = Upf.version2().replace(flag + "=\"F\"", flag + "=\".TRUE.\"");
        String schema = Upf.schema().replace("<" + flag + ">false", "<" + flag + ">true");
        for (String text : List.of(second, schema)) {
            Pseudopotential potential = Upf.read(text);
            assertEquals(kind, potential.kind());
            assertEquals(augmented, potential.kind().augmented());
            assertEquals(flag.equals("core_correction"), potential.coreCorrection());
        }
    }

    @Test
    void pawWinsOverUltrasoft() {
        String both = Upf.version2()
                .replace("is_ultrasoft=\"F\"", "is_ultrasoft=\"T\"")
                .replace("is_paw=\"F\"", "is_paw=\"T\"");
        assertEquals(Kind.PAW, Upf.read(both).kind());
    }

    @Test
    void semilocalFilesAreReadByTheirProjectors() {
        String text = Upf.version2().replace("pseudo_type=\"NC\"", "pseudo_type=\"SL\"");
        assertEquals(Upf.read(Upf.version2()), Upf.read(text));
    }

    @ParameterizedTest
    @CsvSource({"US, ULTRASOFT", "PAW, PAW", "NC, NORM_CONSERVING", "USPP or PAW, ULTRASOFT"})
    void version1NamesItsKind(String word, Kind kind) {
        assertEquals(
                kind, Upf.read(Upf.version1().replace(" NC ", " " + word + " ")).kind());
    }

    @Test
    void theBareCoulombPotentialHasNoProjectors() {
        Pseudopotential first = Upf.read(Upf.version1().replace(" NC ", " 1/r "));
        Pseudopotential second = Upf.read(Upf.version2().replace("is_coulomb=\"F\"", "is_coulomb=\"T\""));
        for (Pseudopotential potential : List.of(first, second)) {
            assertEquals(Kind.COULOMB, potential.kind());
            assertEquals(List.of(), potential.projectors());
            assertEquals(0, potential.projectorStates());
        }
    }

    @Test
    void totalMomentaAreRead() {
        Pseudopotential potential = Upf.read(Upf.fullyRelativistic());
        assertTrue(potential.spinOrbit());
        assertEquals(
                List.of(new Projector(0, 0.5), new Projector(1, 0.5), new Projector(1, 1.5)), potential.projectors());
        assertEquals(
                List.of(new Orbital(0, 0.5, 2), new Orbital(1, 0.5, 2), new Orbital(1, 1.5, -1)), potential.orbitals());
    }

    @Test
    void theSectionOfTotalMomentaWinsOverTheOthers() {
        String text = Upf.fullyRelativistic()
                .replace("<PP_RELBETA.3 lll=\"1\"", "<PP_RELBETA.3 lll=\"2\"")
                .replace("<PP_RELWFC.3 jchi", "<PP_RELWFC.3 lchi=\"2\" oc=\"3\" jchi");
        Pseudopotential potential = Upf.read(text);
        assertEquals(new Projector(2, 1.5), potential.projectors().get(2));
        assertEquals(new Orbital(2, 1.5, 3), potential.orbitals().get(2));
    }

    @Test
    void totalMomentaOfTheSchemaStandBesideL() {
        String text = Upf.schema()
                .replace("has_so>false", "has_so>true")
                .replace("angular_momentum=", "tot_ang_mom=\"0.5\" angular_momentum=")
                .replace("occupation=", "jchi=\"0.5\" occupation=");
        Pseudopotential potential = Upf.read(text);
        assertEquals(List.of(new Projector(0, 0.5), new Projector(1, 0.5)), potential.projectors());
        assertEquals(List.of(new Orbital(0, 0.5, 2), new Orbital(1, 0.5, 2)), potential.orbitals());
    }

    @Test
    void totalMomentaOfVersion1StandInAnAddInfo() {
        String info = "<PP_ADDINFO>\n3S 1 0 0.50 1.50\n3P 2 1 1.50 2.00\n0 0.50\n1 1.50\n</PP_ADDINFO>\n";
        Pseudopotential potential = Upf.read(Upf.version1() + info);
        assertTrue(potential.spinOrbit());
        assertEquals(List.of(new Projector(0, 0.5), new Projector(1, 1.5)), potential.projectors());
        assertEquals(List.of(new Orbital(0, 0.5, 1.5), new Orbital(1, 1.5, 2)), potential.orbitals());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"3S 1 0 0.50 2.00\n3P 2 1 1.50 2.00\n0 0.50\n1 1.00\n", "3S 1 0 0.50 2.00\n3P 2 1 1.00 2.00\n"})
    void anAddInfoWithImpossibleMomentaIsIgnored(String lines) {
        Pseudopotential plain = Upf.read(Upf.version1());
        assertEquals(plain, Upf.read(Upf.version1() + "<PP_ADDINFO>\n" + lines + "</PP_ADDINFO>\n"));
    }

    @Test
    void anAddInfoThatDoesNotBeginALineIsNone() {
        assertFalse(Upf.read(Upf.version1() + "see <PP_ADDINFO>\n").spinOrbit());
    }

    @Test
    void orbitalsThatAreZeroAreNoStart() {
        for (String text : List.of(Upf.version1(), Upf.version2(), Upf.schema())) {
            int last = text.lastIndexOf("0.0 0.1 0.2");
            List<Orbital> orbitals = Upf.read(text.substring(0, last) + "0.0 2*0.0 " + text.substring(last + 11))
                    .orbitals();
            assertTrue(orbitals.get(0).start());
            assertEquals(new Orbital(1, 0, -1e-8), orbitals.get(1));
            assertFalse(orbitals.get(1).start());
        }
    }

    @Test
    void theFirstZeroOrbitalDoesNotShiftTheSecond() {
        String text = Upf.version1().replace("Wavefunction\n 0.0 0.1 0.2\n3P", "Wavefunction\n 0 0\n0\n3P");
        assertEquals(
                List.of(new Orbital(0, 0, -1e-8), new Orbital(1, 0, 2)),
                Upf.read(text).orbitals());
    }

    @ParameterizedTest
    @MethodSource
    void aDamagedFileIsRefused(String text, String place, String replacement, String message) {
        String damaged = PwInputs.replace(text, place, replacement);
        InputException e = assertThrows(InputException.class, () -> Upf.read(damaged));
        assertEquals("Si.UPF:" + message, e.getMessage());
    }

    static Stream<Arguments> aDamagedFileIsRefused() {
        return Stream.of(version2Damages(), spinOrbitDamages(), schemaDamages(), version1Damages())
                .flatMap(s -> s);
    }

    private static Stream<Arguments> version2Damages() {
        String two = Upf.version2();
        return Stream.of(
                arguments(
                        two,
                        "<UPF version=\"2.0.1\">",
                        "<html>",
                        "1:1: this is not a pseudopotential in UPF; expected a file with a PP_HEADER"),
                arguments(
                        two,
                        two.substring(two.indexOf("  <PP_HEADER gen")),
                        "",
                        "1:1: there is no PP_HEADER; expected a complete file"),
                arguments(
                        two,
                        "z_valence=\"4.000000000000000E+000\"",
                        "",
                        "5:3: there is no attribute z_valence; expected a complete file"),
                arguments(two, "4.000000000000000E+000", "four", "7:22: z_valence is 'four'; expected a number"),
                arguments(two, "4.000000000000000E+000", "1E999", "7:22: z_valence is '1E999'; expected a number"),
                arguments(two, "is_paw=\"F\"", "is_paw=\"no\"", "6:22: is_paw is 'no'; expected T or F"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "number_of_proj=\"2.0\"",
                        "9:5: number_of_proj is '2.0'; expected a whole number from 0 to 200"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "Number_of_proj=\"2\"",
                        "5:3: there is no attribute number_of_proj; expected a complete file"),
                arguments(
                        two,
                        "number_of_wfc=\"2\"",
                        "number_of_wfc=\"201\"",
                        "8:65: number_of_wfc is '201'; expected a whole number from 0 to 200"),
                arguments(
                        two,
                        "number_of_proj=\"2\"",
                        "number_of_proj=\"3\"",
                        "5:3: there is no PP_BETA.3; expected a complete file"),
                arguments(
                        two,
                        "angular_momentum=\"1\"",
                        "angular_momentum=\"-1\"",
                        "19:37: angular_momentum is '-1'; expected a whole number from 0 to 6"),
                arguments(
                        two,
                        "l=\"1\"",
                        "l=\"99999999999\"",
                        "25:15: l is '99999999999'; expected a whole number from 0 to 6"),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        "functional=PBE",
                        "7:5: an attribute without both quotes on one line; expected name=\"value\""),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        "functional=\"P\nBE\"",
                        "7:5: an attribute without both quotes on one line; expected name=\"value\""),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        "functional =\"PBE\"",
                        "7:5: pw.x does not read functional here; expected no tab before it, no blank before its ="),
                arguments(
                        two,
                        "functional=\"PBE\" ",
                        "functional=\"PBE\"",
                        "7:21: no blank behind an attribute; expected name=\"value\""),
                arguments(
                        two,
                        "    functional",
                        "   \tfunctional",
                        "7:5: pw.x does not read functional here; expected no tab before it, no blank before its ="),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        " ".repeat(70_000),
                        "5:3: a tag of more than 65536 characters; expected a shorter one"),
                arguments(
                        two,
                        "functional=\"PBE\"",
                        "a=\"\" ".repeat(400),
                        "7:1960: a tag of more than 400 attributes; expected fewer"),
                arguments(
                        two,
                        "</UPF>",
                        "<qe_pp:pseudo>",
                        "27:1: both UPF and qe_pp:pseudo; expected one potential in a file"),
                arguments(two, "<PP_RAB", "<PP_R", "5:3: there is no PP_RAB; expected a complete file"),
                arguments(two, "1.0D-01", "1.0X-01", "12:11: PP_RAB is '1.0X-01'; expected a number"),
                arguments(
                        two, "> 0.0 0.1 0.2 <", "> 0.0 0.1<", "24:56: PP_CHI.1 is '0.1</PP_CHI.1>'; expected a number"),
                arguments(
                        two,
                        two.substring(two.lastIndexOf("0.0")),
                        "0",
                        "25:53: the file ends too early for PP_CHI.2; expected a complete file"));
    }

    private static Stream<Arguments> spinOrbitDamages() {
        String two = Upf.version2();
        String full = Upf.fullyRelativistic();
        return Stream.of(
                arguments(
                        two, "has_so=\"F\"", "has_so=\"T\"", "5:3: there is no PP_RELBETA.1; expected a complete file"),
                arguments(
                        full, "<PP_RELWFC.3", "<PP_RELWFC.2", "5:3: there is no PP_RELWFC.3; expected a complete file"),
                arguments(full, "lll=\"1\"", "", "33:1: there is no attribute lll; expected a complete file"),
                arguments(full, "jjj='1.5'", "", "35:1: there is no attribute jjj; expected a complete file"),
                arguments(full, "jchi=\"1.5\"", "", "34:1: there is no attribute jchi; expected a complete file"),
                arguments(
                        full,
                        "pseudo_type=\"NC\"",
                        "pseudo_type=\"SL\"",
                        "5:3: a semilocal potential (SL) with spin-orbit; expected one without, or NC"));
    }

    private static Stream<Arguments> schemaDamages() {
        String schema = Upf.schema();
        return Stream.of(
                arguments(
                        schema,
                        schema.substring(schema.indexOf("<pp_header")),
                        "",
                        "1:1: there is no pp_header; expected a complete file"),
                arguments(
                        schema,
                        "<z_valence>4.0</z_valence>",
                        "",
                        "7:3: there is no z_valence; expected a complete file"),
                arguments(
                        schema,
                        "</pp_header>",
                        "</pp_head>",
                        "7:3: a header of more than 65536 characters; expected </pp_header>"),
                arguments(schema, ">4.0<", ">4,0<", "9:5: z_valence is '4,0'; expected a number"),
                arguments(schema, "has_so>false", "has_so>no", "16:5: has_so is 'no'; expected T or F"),
                arguments(schema, "proj>2", "proj>3", "7:3: there is no pp_beta of index 3; expected a complete file"),
                arguments(
                        schema,
                        "proj>2",
                        "proj>-1",
                        "26:5: number_of_proj is '-1'; expected a whole number from 0 to 200"),
                arguments(
                        schema,
                        "index=\"2\"",
                        "index=\"1\"",
                        "37:14: index is '1'; expected a whole number from 2 to 2"),
                arguments(schema, "<pp_rab>", "<pp_r>", "7:3: there is no pp_rab; expected a complete file"),
                arguments(schema, " 0.1 1.0D-01", " x", "30:7: pp_rab is 'x'; expected a number"),
                arguments(
                        schema,
                        "occupation=\"2\"> 0.0 0.1",
                        "occupation=\"2\"> 0.0 y",
                        "40:58: pp_chi is 'y'; expected a number"));
    }

    private static Stream<Arguments> version1Damages() {
        String one = Upf.version1();
        return Stream.of(
                arguments(one, " NC ", " SL ", "7:4: the kind is 'SL                  '; expected NC, US, PAW or 1/r"),
                arguments(one, "4.00000000000  ", "four", "10:5: the valence is 'four'; expected a number"),
                arguments(
                        one,
                        "  12.5     50.0  ",
                        "  12.5\n",
                        "13:7: the cutoff of the density is 'Suggested'; expected a number"),
                arguments(
                        one,
                        "    2    2 ",
                        "    2    x ",
                        "15:10: the number of projectors is 'x'; expected a whole number from 0 to 200"),
                arguments(
                        one,
                        "    2    2 ",
                        "    999  2 ",
                        "15:5: the number of orbitals is '999'; expected a whole number from 0 to 200"),
                arguments(
                        one,
                        "    3   ",
                        "    0   ",
                        "14:5: the mesh size is '0'; expected a whole number from 1 to 100000"),
                arguments(
                        one,
                        "    2    2 ",
                        "    2    3 ",
                        "4:1: 2 PP_BETA where the header says 3; expected a complete file"),
                arguments(one, "3P  1", "3P  7", "18:28: l of an orbital is '7'; expected a whole number from 0 to 6"),
                arguments(
                        one,
                        "    2    1  ",
                        "    2    p  ",
                        "31:10: l of a projector is 'p'; expected a whole number from 0 to 6"),
                arguments(
                        one,
                        one.substring(one.indexOf("  Si ")),
                        "",
                        "6:1: the file ends too early for the element; expected a complete file"));
    }
}
