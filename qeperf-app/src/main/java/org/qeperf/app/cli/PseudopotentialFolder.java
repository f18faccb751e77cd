package org.qeperf.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialLibrary;

/**
 * How a job finds the pseudopotentials that were found here. Pw.x looks in the input's {@code pseudo_dir}, or else in
 * {@code ESPRESSO_PSEUDO} (Modules/read_namelists.f90), and nowhere else.
 *
 * @param environment variables that the job needs
 * @param warnings one line each
 */
record PseudopotentialFolder(Map<String, String> environment, List<String> warnings) {

    private static final String VARIABLE = "ESPRESSO_PSEUDO";

    /** Reads the input once more. */
    static PseudopotentialFolder of(SimulationFiles files) {
        QeVersion version = files.codeVersion().map(QeVersion::parse).orElse(QeVersion.NEWEST);
        PwInput input = PwInputReader.read(files.input(), version, ParseLimits.DEFAULT);
        PseudopotentialLibrary library = PseudopotentialLibrary.of(
                files.directories(), input, files.input(), ParseLimits.DEFAULT, new PseudopotentialCache());
        Map<Path, Path> found = new LinkedHashMap<>();
        input.species().stream()
                .map(species ->
                        Optional.ofNullable(library.find(species).getParent()).orElse(Path.of(".")))
                .forEach(folder -> found.putIfAbsent(real(folder), folder));
        List<Path> folders = List.copyOf(found.values());
        Optional<String> named = input.pseudoDir();
        if (named.isPresent()) {
            boolean all = found.keySet().stream().allMatch(real(Path.of(named.get()))::equals);
            return new PseudopotentialFolder(
                    Map.of(),
                    all
                            ? List.of()
                            : List.of("pw.x looks for pseudopotentials in '" + named.get()
                                    + "', the input's pseudo_dir; they were found in " + shown(folders)));
        }
        return folders.size() == 1
                ? new PseudopotentialFolder(Map.of(VARIABLE, folders.get(0).toString()), List.of())
                : new PseudopotentialFolder(
                        Map.of(),
                        List.of("pw.x looks for pseudopotentials in one folder; they were found in " + shown(folders)
                                + ": put them into one and name it as pseudo_dir in &control"));
    }

    /** The same for all names of a folder. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private static String shown(List<Path> folders) {
        return String.join(" and ", folders.stream().map(f -> "'" + f + "'").toList());
    }
}
