package org.qeperf.features.pseudo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.FileContent;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;

/** Pseudopotentials among files at hand, and nowhere else. */
public final class EnclosedPseudopotentials {

    /** Names that a message lists. */
    private static final int MOST_NAMES = 10;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final ParseLimits limits;

    /**
     * Takes files.
     *
     * @param files the files, by the names that inputs give them
     * @param limits largest accepted file
     */
    public EnclosedPseudopotentials(List<FileContent> files, ParseLimits limits) {
        files.forEach(file -> this.files.put(file.name(), file.bytes()));
        this.limits = limits;
    }

    /**
     * Reads one species' pseudopotential.
     *
     * @param species the species
     * @return its pseudopotential
     * @throws InputException if it is not among the files, too large or not understood
     */
    public Pseudopotential read(PwInput.Species species) {
        String name = PseudopotentialLibrary.plainName(species);
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw PseudopotentialLibrary.missing(species, "it among the files beside the input: " + names());
        }
        if (bytes.length > limits.maxBytes()) {
            throw new InputException(
                    new SourceLocation(name, 1, 1),
                    "",
                    "the file is larger than " + limits.maxBytes() + " bytes",
                    "a smaller file");
        }
        return PseudopotentialReader.read(name, bytes);
    }

    private String names() {
        if (files.isEmpty()) {
            return "there are none";
        }
        List<String> shown = files.keySet().stream()
                .limit(MOST_NAMES)
                .map(InputException::quote)
                .toList();
        return String.join(", ", shown) + (files.size() > MOST_NAMES ? " and others" : "");
    }
}
