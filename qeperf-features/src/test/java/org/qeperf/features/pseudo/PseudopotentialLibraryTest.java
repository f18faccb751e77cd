package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

class PseudopotentialLibraryTest {

    private static final PseudopotentialCache CACHE = new PseudopotentialCache(8);

    @TempDir
    Path folder;

    @Test
    void theFoldersGivenComeBeforeThoseOfTheInput() throws IOException {
        Path given = Files.createDirectory(folder.resolve("given"));
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(given.resolve("Si.UPF"), Upf.version2().replace("4.000000000000000E+000", "5"));
        Files.writeString(own.resolve("Si.UPF"), Upf.version2());
        Files.writeString(folder.resolve("Si.UPF"), Upf.version2().replace("4.000000000000000E+000", "6"));
        PwInput input = PwInputs.parse(PwInputs.silicon("calculation", "pseudo_dir='" + own + "' calculation"));
        assertEquals(5, read(List.of(given), input).valence());
        assertEquals(4, read(List.of(), input).valence());
        Files.delete(own.resolve("Si.UPF"));
        assertEquals(6, read(List.of(), PwInputs.parse(PwInputs.SILICON)).valence());
    }

    @Test
    void aMissingFileIsAnsweredWithTheFoldersSearched() {
        Path given = folder.resolve("given");
        PwInput input = PwInputs.parse(PwInputs.silicon("calculation", "pseudo_dir='ab\tc' calculation"));
        InputException e = assertThrows(InputException.class, () -> read(List.of(given), input));
        String environment = System.getenv("ESPRESSO_PSEUDO") == null ? "" : System.getenv("ESPRESSO_PSEUDO") + ", ";
        assertEquals(
                "pw.in:15:1: pseudopotential 'Si.UPF' of species 'Si' is missing; expected it in one of " + given
                        + ", ab?c, " + environment + folder,
                e.getMessage());
    }

    @Test
    void besideAnInputWithoutFolderIsTheCurrentFolder() {
        PwInput input = PwInputs.parse(PwInputs.silicon("Si.UPF", "Absent.UPF"));
        InputException e = assertThrows(
                InputException.class,
                () -> PseudopotentialLibrary.of(List.of(), input, Path.of("pw.in"), ParseLimits.DEFAULT, CACHE)
                        .read(input.species().get(0)));
        assertTrue(e.getMessage().endsWith("the current folder"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../Si.UPF", "/etc/passwd", "a/Si.UPF", "..\\Si.UPF"})
    void aPathInAFileNameIsRefused(String name) {
        PwInput input = PwInputs.parse(PwInputs.silicon("Si.UPF", "\"" + name + "\""));
        InputException e = assertThrows(InputException.class, () -> read(List.of(), input));
        assertEquals(
                "pw.in:15:1: pseudopotential " + InputException.quote(name)
                        + " of species 'Si' is not a plain file name; expected a file name without folders",
                e.getMessage());
    }

    @Test
    void anErrorInAFileNamesTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("Si.UPF"), "nothing");
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        InputException e = assertThrows(InputException.class, () -> read(List.of(), input));
        assertEquals(
                file + ":1:1: this is not a pseudopotential in UPF; expected a file with a PP_HEADER", e.getMessage());
    }

    @Test
    void aFileOverTheLimitIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("Si.UPF"), Upf.version2());
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        PseudopotentialLibrary library =
                PseudopotentialLibrary.of(List.of(), input, folder.resolve("pw.in"), ParseLimits.ofBytes(99), CACHE);
        InputException e = assertThrows(
                InputException.class, () -> library.read(input.species().get(0)));
        assertEquals(file + ":1:1: the file is larger than 99 bytes; expected a smaller file", e.getMessage());
    }

    @Test
    void quotesAroundAFileNameDoNotBelongToIt() throws IOException {
        Files.writeString(folder.resolve("Si.UPF"), Upf.version2());
        for (String quoted : List.of("'Si.UPF'", "\"Si.UPF\"")) {
            PwInput input = PwInputs.parse(PwInputs.silicon("Si.UPF", quoted));
            assertEquals(4, read(List.of(), input).valence());
        }
    }

    @Test
    void symbolicLinksAreFollowedUnlessTheyLeadNowhere() throws IOException {
        Path given = Files.createDirectory(folder.resolve("given"));
        Path other = Files.writeString(folder.resolve("other"), Upf.version2().replace("4.000000000000000E+000", "5"));
        Files.writeString(folder.resolve("Si.UPF"), Upf.version2());
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        Path link = Files.createSymbolicLink(given.resolve("Si.UPF"), other);
        assertEquals(5, read(List.of(given), input).valence());
        Files.delete(link);
        Files.createSymbolicLink(link, folder.resolve("absent"));
        assertEquals(4, read(List.of(given), input).valence());
    }

    @Test
    void aFolderWithTheNameOfTheFileIsRefused() throws IOException {
        Path file = Files.createDirectory(folder.resolve("Si.UPF"));
        PwInput input = PwInputs.parse(PwInputs.SILICON);
        InputException e = assertThrows(InputException.class, () -> read(List.of(), input));
        assertEquals(file + ":1:1: this is a folder; expected a file", e.getMessage());
    }

    @Test
    void oldFormatsAreFoundByTheirNames() throws IOException {
        Files.writeString(folder.resolve("Si.RRKJ3"), OldFormats.RRKJ3);
        PwInput input = PwInputs.parse(PwInputs.silicon("Si.UPF", "Si.RRKJ3"));
        assertEquals(Pseudopotential.Kind.ULTRASOFT, read(List.of(), input).kind());
    }

    private Pseudopotential read(List<Path> given, PwInput input) {
        return PseudopotentialLibrary.of(given, input, folder.resolve("pw.in"), ParseLimits.DEFAULT, CACHE)
                .read(input.species().get(0));
    }
}
