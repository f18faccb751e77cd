package org.qeperf.features.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.Hubbard.Manifold;

class HubbardReaderTest {

    private static final QeVersion BEFORE = new QeVersion(7, 0);

    @Test
    void withoutACorrectionThereIsNone() {
        assertEquals(Optional.empty(), PwInputs.parse(PwInputs.SILICON).hubbard());
    }

    @Test
    void theCardNamesShells() {
        String card = "HUBBARD (ortho-atomic)\nU Si-3p 2.0\nU Si-2p-2s 1d0\nJ0 Si-3p 0.5\nV Si-3p Si-3s 1 2 0.3\n"
                + "alpha Si-3d 0.0\n";
        PwInput input = PwInputs.parse(PwInputs.SILICON + card);
        assertEquals(
                Optional.of(new Hubbard(
                        false,
                        true,
                        List.of(
                                new Manifold(0, 3, 1),
                                new Manifold(0, 2, 1),
                                new Manifold(0, 2, 0),
                                new Manifold(0, 3, 0)))),
                input.hubbard());
        assertEquals(
                List.of(
                        "pw.in:21:1: warning: the Hubbard correction is in the time on qeperf's own machine alone: on others expect more"),
                input.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void pseudoProjectorsNeedNoWavefunctions() {
        Hubbard hubbard = PwInputs.parse(PwInputs.SILICON + "HUBBARD {pseudo}\nU Si-3p 2.0\n")
                .hubbard()
                .orElseThrow();
        assertEquals(new Hubbard(true, true, List.of(new Manifold(0, 3, 1))), hubbard);
    }

    @ParameterizedTest
    @CsvSource({"Hubbard_U(1) = 2", "Hubbard_J0 = 1", "'Hubbard_J(1,1) = 1'"})
    void variablesNameSpeciesUpTo70(String variable) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T\n" + variable);
        Hubbard hubbard = PwInputs.parse(text, BEFORE).hubbard().orElseThrow();
        assertEquals(List.of(new Manifold(0, 0, -1)), hubbard.manifolds());
        assertEquals(false, hubbard.pseudoProjectors());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hubbard_U(1) = 0 | pw.in:9:30: lda_plus_u without a correction; expected Hubbard_U(i) of a species",
                "noncolin = T, Hubbard_U(1) = 2 | pw.in:9:30: lda_plus_u_kind = 0 beside noncolin; expected"
                        + " lda_plus_u_kind = 1, or no noncolin"
            })
    void whatPwxStopsAtIsRefused(String variables, String message) {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T\n" + variables);
        Exception e = assertThrows(InputException.class, () -> PwInputs.parse(text, BEFORE));
        assertEquals(message, e.getMessage());
    }

    @Test
    void earlierReleasesIgnoreTheCard() {
        PwInput input = PwInputs.parse(PwInputs.SILICON + "HUBBARD {atomic}\nU Si-3p 2.0\n", BEFORE);
        assertEquals(Optional.empty(), input.hubbard());
        assertEquals(
                List.of("pw.in:21:1: warning: pw.x 7.0 does not know the card HUBBARD and ignores it"),
                input.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void intersiteTermsByVariablesGiveAWarning() {
        String text = PwInputs.silicon("ecutwfc = 12", "ecutwfc = 12, lda_plus_u = T\nHubbard_V(1,1,1) = 2");
        assertEquals(
                List.of(
                        "pw.in:9:30: warning: the Hubbard correction is in the time on qeperf's own machine alone: on others expect more",
                        "pw.in:10:1: warning: hubbard_v: states that it adds to the Hubbard correction are not in the"
                                + " memory: expect more"),
                PwInputs.parse(text, BEFORE).warnings().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void cardsAreReadAsEachReleaseDoes() {
        QeVersion first = new QeVersion(7, 1);
        String text = PwInputs.SILICON + "HUBBARD orthoatomic\nU Si-3p 2\n";
        assertEquals(
                1,
                PwInputs.parse(text, first).hubbard().orElseThrow().manifolds().size());
        String alpha = PwInputs.SILICON + "HUBBARD atomic\nALPHA Si-3p 2\n";
        assertEquals(
                1, PwInputs.parse(alpha).hubbard().orElseThrow().manifolds().size());
        InputException e = assertThrows(InputException.class, () -> PwInputs.parse(alpha, new QeVersion(7, 4)));
        assertEquals(
                "pw.in:22:1: unknown Hubbard parameter 'ALPHA'; expected one of U, J0, J, B, E2, E3, V and, from pw.x 7.5"
                        + " on, ALPHA",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hubbard_u(1) = 2 | 10:16 | hubbard_u",
                "hubbard_j(1,1) = 2 | 10:18 | hubbard_j",
                "hubbard_v(1,1,1) = 2 | 10:20 | hubbard_v",
                "lda_plus_u_kind = 0 | 10:19 | lda_plus_u_kind",
                "u_projection_type = 'atomic' | 10:21 | u_projection_type",
                "backall(1) = T | 10:14 | backall"
            })
    void laterReleasesStopAtEachOfThem(String variable, String place, String name) {
        assertEquals(
                List.of("pw.in:" + place + ": warning: pw.x 7.5 stops at " + name
                        + ": since 7.1 it has the card HUBBARD"),
                PwInputs.siliconWith(variable).warnings().stream()
                        .map(Object::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lda_plus_u = F", "hubbard_u(1) = 0", "u_projection_type = ''", "hubbard_alpha(1) = 1"})
    void whatSwitchesNothingOnIsNoStop(String variable) {
        assertEquals(List.of(), PwInputs.siliconWith(variable).warnings());
    }

    @Test
    void laterReleasesStopAtTheOldVariables() {
        PwInput input = PwInputs.siliconWith("lda_plus_u = .true., hubbard_u(1) = 2");
        assertEquals(
                List.of("pw.in:10:14: warning: pw.x 7.5 stops at lda_plus_u: since 7.1 it has the card HUBBARD"),
                input.warnings().stream()
                        .map(Object::toString)
                        .filter(w -> w.contains("stops"))
                        .toList());
        assertEquals(1, input.hubbard().orElseThrow().manifolds().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HUBBARD {atomic}\\n| pw.in:21:1: HUBBARD has no lines; expected a line such as U Fe-3d 5.0",
                "HUBBARD {other}\\nU Si-3p 2| pw.in:21:10: unknown Hubbard projectors 'other'; expected one of atomic,"
                        + " ortho-atomic, norm-atomic, wf, pseudo",
                "HUBBARD atomic\\nW Si-3p 2| pw.in:22:1: unknown Hubbard parameter 'W'; expected one of U, J0, J, B, E2,"
                        + " E3, V and, from pw.x 7.5 on, ALPHA",
                "HUBBARD orthoatomic\\nU Si-3p 2| pw.in:21:9: unknown Hubbard projectors 'orthoatomic'; expected one of"
                        + " atomic, ortho-atomic, norm-atomic, wf, pseudo",
                "HUBBARD {orth-atomic}\\nU Si-3p 2| pw.in:21:10: unknown Hubbard projectors 'orth-atomic'; expected one of"
                        + " atomic, ortho-atomic, norm-atomic, wf, pseudo",
                "HUBBARD atomic\\nU| pw.in:22:1: HUBBARD line has 1 word; expected a manifold and a number",
                "HUBBARD atomic\\nV Si-3p Si-3p 1 2| pw.in:22:1: HUBBARD line has 5 words; expected V, two manifolds,"
                        + " two atoms and a number",
                "HUBBARD atomic\\nU Si-3p x| pw.in:22:9: invalid number 'x' for Hubbard U; expected a number such as"
                        + " 30, 0.5 or 1.0d-8",
                "HUBBARD atomic\\nU Fe-3d 2| pw.in:22:3: HUBBARD names the unknown species 'Fe'; expected a label of"
                        + " ATOMIC_SPECIES and a shell, such as Fe-3d",
                "HUBBARD atomic\\nU Si-3g 2| pw.in:22:3: unknown shell '3g' of HUBBARD; expected a number and one of s,"
                        + " p, d, f, such as 3d",
                "HUBBARD atomic\\nU Si-xp 2| pw.in:22:3: unknown shell 'xp' of HUBBARD; expected a number and one of s,"
                        + " p, d, f, such as 3d",
                "HUBBARD atomic\\nU Si 2| pw.in:22:3: 'Si' names no shell; expected a label of ATOMIC_SPECIES and a"
                        + " shell, such as Fe-3d"
            })
    void brokenCardsAreRefused(String card, String message) {
        String text = PwInputs.SILICON + card.replace("\\n", "\n");
        assertEquals(
                message,
                assertThrows(InputException.class, () -> PwInputs.parse(text)).getMessage());
    }
}
