package org.qeperf.features.spacegroup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.features.Potentials;
import org.qeperf.features.PwInputs;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

/** Sites in space groups of all crystal systems have the figures that pw.x 6.7 prints for them. */
class PrintedSitesTest {

    static Stream<String> cases() throws IOException {
        try (InputStream in = PrintedSitesTest.class.getResourceAsStream("printed.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theFiguresAreThePrintedOnes(String line) {
        String[] parts = line.split(" *\\| *");
        String[] sites = parts[1].split("; ");
        PwInput input = PwInputs.parse("""
                &CONTROL /
                &SYSTEM %s, nat=%d, ntyp=1 /
                &ELECTRONS /
                ATOMIC_SPECIES
                Si 28.086 Si.UPF
                ATOMIC_POSITIONS crystal_sg
                Si %s
                K_POINTS automatic
                %s
                """.formatted(parts[0], sites.length, String.join("\nSi ", sites), parts[2]));
        PwCounts counts = PwCounter.count(input, List.of(Potentials.silicon()), ParseLimits.DEFAULT);
        assertEquals(
                parts[3],
                String.join(
                        " ",
                        "" + counts.composition().atoms(),
                        "" + input.cell().ibrav(),
                        "" + counts.sampling().symmetryOperations(),
                        "" + counts.sampling().kPoints(),
                        "" + counts.sampling().states(),
                        "" + counts.basis().denseVectors(),
                        "" + counts.basis().denseGrid().n1(),
                        "" + counts.basis().denseGrid().n2(),
                        "" + counts.basis().denseGrid().n3()));
        PwInput.Atom last = input.atoms().get(input.atoms().size() - 1);
        assertArrayEquals(
                Arrays.stream(parts[4].split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray(),
                new double[] {last.x(), last.y(), last.z()},
                1e-6);
        assertEquals(PwInput.PositionUnit.CRYSTAL, input.positionUnit());
    }
}
