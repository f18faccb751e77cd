package org.qeperf.examples.cp2k;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;
import org.qeperf.api.feature.SimulationFiles;

/**
 * Finds files of basis sets and potentials by name, and keeps them for the time of one input. On disk it looks in the folders
 * given, beside the input, and where {@code discover_file} of {@code src/common/cp_files.F} does: in {@code CP2K_DATA_DIR},
 * or else where Debian has the data.
 */
final class DataFiles {

    private static final Path DEBIAN = Path.of("/usr/share/cp2k");

    private final List<Path> folders;
    private final Map<String, FileContent> atHand = new HashMap<>();
    private final Map<String, Entries> known = new HashMap<>();

    private DataFiles(List<Path> folders) {
        this.folders = folders;
    }

    static DataFiles of(SimulationFiles files) {
        List<Path> folders = new ArrayList<>(files.directories());
        folders.add(files.input().toAbsolutePath().getParent());
        String data = System.getenv("CP2K_DATA_DIR");
        folders.add(data == null || data.isBlank() ? DEBIAN : Path.of(data));
        return new DataFiles(folders);
    }

    static DataFiles of(SimulationContents contents) {
        DataFiles files = new DataFiles(List.of());
        contents.files().forEach(file -> files.atHand.put(file.name(), file));
        return files;
    }

    /** The entries of a file that the input names. */
    Entries find(Word name) {
        String file = name.text();
        if (file.indexOf('/') >= 0 || file.startsWith(".")) {
            throw name.error("file name " + InputException.quote(file) + " has a folder", "a name without folders");
        }
        Entries entries = known.get(file);
        if (entries == null) {
            entries = new Entries(read(name));
            known.put(file, entries);
        }
        return entries;
    }

    private InputText read(Word name) {
        FileContent file = atHand.get(name.text());
        if (file != null) {
            return InputText.of(file.name(), file.bytes());
        }
        for (Path folder : folders) {
            Path path = folder.resolve(name.text());
            if (Files.isRegularFile(path)) {
                return InputText.of(path.toString(), bytes(path));
            }
        }
        throw name.error(
                "there is no file " + InputException.quote(name.text()),
                folders.isEmpty() ? "it beside the input" : "it beside the input or in CP2K_DATA_DIR");
    }

    /** The bytes of a file, and of one that is too long one more than may be. */
    static byte[] bytes(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(InputText.MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }
}
