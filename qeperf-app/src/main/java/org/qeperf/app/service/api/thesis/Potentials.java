package org.qeperf.app.service.api.thesis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;
import org.qeperf.features.counts.Element;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.pseudo.PseudopotentialReader;

/**
 * The files for an input's species. A file that the input names and nobody sent is replaced by the first of the same element, as its
 * header tells it.
 *
 * @param files files by the names that the input gives them
 * @param warnings which were replaced, one line each
 */
record Potentials(List<FileContent> files, List<String> warnings) {

    static Potentials of(PwInput input, List<FileContent> sent) {
        return of(input, sent, Potentials::element);
    }

    /** Asks for each file's element once at most, however many species lack a file: it takes a parser. */
    static Potentials of(PwInput input, List<FileContent> sent, ToIntFunction<FileContent> elementOf) {
        Map<String, FileContent> files = new LinkedHashMap<>();
        sent.forEach(file -> files.put(file.name(), file));
        Map<FileContent, Integer> elements = new IdentityHashMap<>();
        List<String> warnings = new ArrayList<>();
        for (PwInput.Species species : input.species()) {
            String name = species.pseudopotential();
            if (!files.containsKey(name)) {
                like(species, sent, file -> elements.computeIfAbsent(file, elementOf::applyAsInt))
                        .ifPresent(file -> {
                            files.put(name, named(name, file));
                            warnings.add("pseudopotential " + InputException.quote(name) + " of species "
                                    + InputException.quote(species.label()) + " was not sent; "
                                    + InputException.quote(file.name()) + " of the same element is taken in its place");
                        });
            }
        }
        return new Potentials(new ArrayList<>(files.values()), warnings);
    }

    private static FileContent named(String name, FileContent file) {
        try {
            return new FileContent(name, file.bytes());
        } catch (IllegalArgumentException e) {
            return file;
        }
    }

    private static Optional<FileContent> like(
            PwInput.Species species, List<FileContent> sent, ToIntFunction<FileContent> elementOf) {
        int element = Element.numberOfLabel(species.label());
        return element == 0
                ? Optional.empty()
                : sent.stream()
                        .filter(file -> elementOf.applyAsInt(file) == element)
                        .findFirst();
    }

    /** 0 for a file that is none or not understood: it may belong to another species, or to none. */
    private static int element(FileContent file) {
        if (file.bytes().length > ParseLimits.DEFAULT.maxBytes()) {
            return 0;
        }
        try {
            return Element.number(PseudopotentialReader.read(file.name(), file.bytes())
                    .element()
                    .strip());
        } catch (InputException e) {
            return 0;
        }
    }
}
