package org.qeperf.features.pseudo;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

/**
 * Finds and reads the pseudopotentials that an input names: first in the folders given, then in the input's
 * {@code pseudo_dir}, in {@code ESPRESSO_PSEUDO} and beside the input. A name with a path in it is refused.
 */
public final class PseudopotentialLibrary {

    private final List<Path> folders;
    private final ParseLimits limits;
    private final PseudopotentialCache cache;

    private PseudopotentialLibrary(List<Path> folders, ParseLimits limits, PseudopotentialCache cache) {
        this.folders = List.copyOf(folders);
        this.limits = limits;
        this.cache = cache;
    }

    /**
     * The folders that an input's pseudopotentials are looked for in.
     *
     * @param given folders to look in first
     * @param input the input, for its {@code pseudo_dir}
     * @param inputFile where the input stands
     * @param limits largest accepted file
     * @param cache reads the files
     * @return the library
     */
    public static PseudopotentialLibrary of(
            List<Path> given, PwInput input, Path inputFile, ParseLimits limits, PseudopotentialCache cache) {
        List<Path> folders = new ArrayList<>(given);
        input.pseudoDir().flatMap(PseudopotentialLibrary::path).ifPresent(folders::add);
        Optional.ofNullable(System.getenv("ESPRESSO_PSEUDO"))
                .flatMap(PseudopotentialLibrary::path)
                .ifPresent(folders::add);
        folders.add(Optional.ofNullable(inputFile.getParent()).orElse(Path.of("")));
        return new PseudopotentialLibrary(folders, limits, cache);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Reads one species' pseudopotential.
     *
     * @param species the species
     * @return its pseudopotential
     * @throws InputException if the file is missing, unreadable, too large or not understood
     */
    public Pseudopotential read(PwInput.Species species) {
        return cache.read(find(species), limits);
    }

    /**
     * Finds one species' pseudopotential.
     *
     * @param species the species
     * @return its file
     * @throws InputException if the file is missing
     */
    public Path find(PwInput.Species species) {
        String file = plainName(species);
        for (Path folder : folders) {
            Path candidate = folder.resolve(file);
            if (Files.exists(candidate)) {
                return candidate;
            }
        }
        throw missing(
                species,
                "it in one of "
                        + String.join(
                                ", ",
                                folders.stream()
                                        .map(PseudopotentialLibrary::show)
                                        .toList()));
    }

    /** The name of a species' file, which cannot lead out of a folder. */
    static String plainName(PwInput.Species species) {
        String file = species.pseudopotential();
        if (file.isBlank()
                || file.contains("/")
                || file.contains("\\")
                || path(file).isEmpty()) {
            throw error(species, " is not a plain file name", "a file name without folders");
        }
        return file;
    }

    static InputException missing(PwInput.Species species, String expected) {
        return error(species, " is missing", expected);
    }

    private static InputException error(PwInput.Species species, String problem, String expected) {
        String file = species.pseudopotential();
        return new InputException(
                species.location(),
                file,
                "pseudopotential " + InputException.quote(file) + " of species " + InputException.quote(species.label())
                        + problem,
                expected);
    }

    private static String show(Path folder) {
        return folder.toString().isEmpty() ? "the current folder" : InputException.printable(folder.toString());
    }
}
