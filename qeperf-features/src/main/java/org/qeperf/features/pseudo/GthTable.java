package org.qeperf.features.pseudo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.InputException;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/**
 * A table of potentials of Goedecker, Teter and Hutter as CP2K keeps it ({@code GTH_POTENTIALS}), turned into the files
 * that pw.x reads ({@code upflib/gth.f90} of Quantum ESPRESSO). Such a file is named {@code <Element>.<NAME>.gth}, as in
 * {@code Na.GTH-PADE-q9.gth}; the name is any of those that the table gives the potential. Immutable.
 */
public final class GthTable {

    private static final String ENDING = ".gth";

    private final String source;
    private final List<GthEntry> entries;
    private final Map<String, GthEntry> byFile = new LinkedHashMap<>();

    private GthTable(String source, List<GthEntry> entries) {
        this.source = source;
        this.entries = List.copyOf(entries);
        for (GthEntry entry : entries) {
            for (String name : entry.names()) {
                GthEntry other = byFile.putIfAbsent(fileName(entry.element(), name), entry);
                if (other != null && other != entry) {
                    throw entry.error("there is a second potential " + name + " of " + entry.element(), "one");
                }
            }
        }
    }

    /**
     * Reads a table.
     *
     * @param file the table
     * @param limits the largest accepted size
     * @return the table
     * @throws InputException if it is too large or not understood
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static GthTable read(Path file, ParseLimits limits) {
        return read(file.toString(), SourceText.readBytes(file, limits));
    }

    /**
     * Reads a table at hand.
     *
     * @param name its name, for messages
     * @param content its bytes
     * @return the table
     * @throws InputException if it is not understood
     */
    public static GthTable read(String name, byte[] content) {
        return new GthTable(name, GthTableReader.read(new PotentialText(name, content)));
    }

    /**
     * The names of the files that can be made, one for each potential.
     *
     * @return the file names with the first name of each potential, in the order of the table; without potentials for a
     *     functional, or with projectors, that pw.x does not take from such a file
     */
    public List<String> fileNames() {
        List<String> names = new ArrayList<>();
        for (GthEntry entry : entries) {
            if (entry.suitsPwx()) {
                names.add(fileName(entry.element(), entry.names().get(0)));
            }
        }
        return names;
    }

    /**
     * Whether a potential is in the table.
     *
     * @param fileName the name of its file
     * @return true if {@link #file(String)} finds the potential
     */
    public boolean contains(String fileName) {
        return byFile.containsKey(fileName);
    }

    /**
     * The file of a potential for pw.x.
     *
     * @param fileName its name, {@code <Element>.<NAME>.gth}
     * @return its content
     * @throws InputException if the table has no such potential, or pw.x does not take it
     */
    public byte[] file(String fileName) {
        GthEntry entry = byFile.get(fileName);
        if (entry == null) {
            throw new PotentialText(source, new byte[0])
                    .error(
                            0,
                            "there is no potential for the file " + InputException.quote(fileName),
                            expected(fileName));
        }
        return entry.file().getBytes(StandardCharsets.US_ASCII);
    }

    /** What might have been meant: the files of the same element. */
    private String expected(String fileName) {
        int dot = fileName.indexOf('.');
        String element = fileName.substring(0, Math.max(dot, 0));
        List<String> same =
                fileNames().stream().filter(n -> n.startsWith(element + ".")).toList();
        return same.isEmpty() ? "<Element>.<NAME>" + ENDING + " with an entry of the table" : String.join(", ", same);
    }

    private static String fileName(String element, String name) {
        return element + "." + name + ENDING;
    }
}
