package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.feature.SimulationFiles;

class PseudopotentialFolderTest {

    @TempDir
    private Path folder;

    private PseudopotentialFolder of(String text, Path... directories) throws IOException {
        Path input = Files.writeString(folder.resolve("pw.in"), text);
        return PseudopotentialFolder.of(new SimulationFiles(input, List.of(directories), Optional.empty()));
    }

    private Path pseudopotentials(String name) {
        Path own = folder.resolve(name);
        ExampleInput.write(own, ExampleInput.TEXT);
        return own;
    }

    private static String named(Path folder) {
        return ExampleInput.TEXT.replace("&CONTROL\n", "&CONTROL\n pseudo_dir = '" + folder + "'\n");
    }

    @Test
    void aFolderIsNamedInTheEnvironment() throws IOException {
        Path own = pseudopotentials("pseudo");
        assertEquals(
                new PseudopotentialFolder(Map.of("ESPRESSO_PSEUDO", own.toString()), List.of()),
                of(ExampleInput.TEXT, own));
    }

    @Test
    void theFolderOfTheInputIsTheSameByAnyName() throws IOException {
        Path own = pseudopotentials("pseudo");
        Path relative = Path.of("").toAbsolutePath().relativize(own);
        PseudopotentialFolder nothing = new PseudopotentialFolder(Map.of(), List.of());
        assertEquals(nothing, of(named(own), relative));
        assertEquals(nothing, of(named(relative), own));
    }

    @Test
    void anotherFolderThanThatOfTheInputIsToldOf() throws IOException {
        Path own = pseudopotentials("pseudo");
        Path other = folder.resolve("other");
        assertEquals(
                List.of("pw.x looks for pseudopotentials in '" + other
                        + "', the input's pseudo_dir; they were found in '" + own + "'"),
                of(named(other), own).warnings());
    }

    @Test
    void severalFoldersAreToldOf() throws IOException {
        Path one = pseudopotentials("one");
        Path two = pseudopotentials("two");
        Files.move(two.resolve("He.UPF"), two.resolve("He2.UPF"));
        String text = ExampleInput.TEXT
                .replace("ntyp = 1", "ntyp = 2")
                .replace("nat = 1", "nat = 2")
                .replace("He.UPF\n", "He.UPF\n  He2 4.0 He2.UPF\n")
                .replace("  He 0.0 0.0 0.0\n", "  He 0.0 0.0 0.0\n  He2 0.5 0.5 0.5\n");
        assertEquals(
                new PseudopotentialFolder(
                        Map.of(),
                        List.of("pw.x looks for pseudopotentials in one folder; they were found in '" + one + "' and '"
                                + two + "': put them into one and name it as pseudo_dir in &control")),
                of(text, one, two));
    }
}
