package org.qeperf.app.service.api.thesis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.FileContent;
import org.qeperf.features.counts.Element;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;

class PotentialsTest {

    private static final String INPUT = """
            &control
            /
            &system
              ibrav = 1, celldm(1) = 8, nat = 3, ntyp = 3, ecutwfc = 10
            /
            &electrons
            /
            ATOMIC_SPECIES
              He1 4 a.UPF
              He2 4 b.UPF
              Ne 20 c.UPF
            ATOMIC_POSITIONS crystal
              He1 0 0 0
              He2 0.5 0 0
              Ne 0.5 0.5 0.5
            K_POINTS gamma
            """;

    private static FileContent file(String name) {
        return new FileContent(name, name.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void asksForTheElementOfEachFileOnce() {
        PwInput input = PwInputReader.parse(
                SourceText.of(new FileContent("pw.in", INPUT.getBytes(StandardCharsets.UTF_8)), ParseLimits.DEFAULT),
                QeVersion.NEWEST,
                ParseLimits.DEFAULT);
        List<String> asked = new ArrayList<>();
        Potentials found = Potentials.of(input, List.of(file("x.UPF"), file("helium.UPF"), file("neon.UPF")), one -> {
            asked.add(one.name());
            return switch (one.name()) {
                case "helium.UPF" -> Element.number("He");
                case "neon.UPF" -> Element.number("Ne");
                default -> 0;
            };
        });
        assertEquals(List.of("x.UPF", "helium.UPF", "neon.UPF"), asked);
        assertEquals(
                List.of("x.UPF", "helium.UPF", "neon.UPF", "a.UPF", "b.UPF", "c.UPF"),
                found.files().stream().map(FileContent::name).toList());
        assertEquals(3, found.warnings().size());
    }
}
