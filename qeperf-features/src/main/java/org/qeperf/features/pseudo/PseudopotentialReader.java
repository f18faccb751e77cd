package org.qeperf.features.pseudo;

import org.qeperf.api.InputException;

/**
 * Reads pseudopotentials in every format of pw.x but PSML: UPF 2, UPF with schema, UPF 1, and where none of their tags is
 * found, by the end of the file's name, as {@code upflib/read_ps.f90} of Quantum ESPRESSO does: {@code .vdb} and
 * {@code .van} (Vanderbilt), {@code .RRKJ3}, {@code .gth} and {@code .GTH}; any other is the old norm-conserving format.
 */
public final class PseudopotentialReader {

    private PseudopotentialReader() {}

    /**
     * Reads a file at hand.
     *
     * @param name its name, perhaps with folders, for messages and for the format
     * @param content its bytes, which are not kept
     * @return its facts
     * @throws InputException if it is not understood, or exceeds a limit
     */
    public static Pseudopotential read(String name, byte[] content) {
        PotentialText text = new PotentialText(name, content);
        int version1 = -1;
        for (int i = text.find('<', 0); i >= 0; i = text.find('<', i + 1)) {
            int next = text.at(i + 1);
            if (next == 'q' && text.isTag("<qe_pp:pseudo", i)) {
                return UpfSchemaReader.read(text, i);
            }
            if (next == 'U' && text.isTag("<UPF", i)) {
                return UpfVersion2Reader.read(text, i);
            }
            if (next == 'P' && version1 < 0 && UpfVersion1Reader.isHeader(text, i)) {
                version1 = i;
            }
        }
        return version1 >= 0 ? UpfVersion1Reader.read(text, version1) : readOld(name, text);
    }

    private static Pseudopotential readOld(String name, PotentialText text) {
        return switch (ending(name)) {
            case ".vdb", ".van" -> VanderbiltReader.read(text);
            case ".RRKJ3" -> Rrkj3Reader.read(text);
            case ".gth", ".GTH" -> GthReader.read(text);
            case ".upf", ".UPF", ".xml", ".XML" ->
                throw text.error(0, "this is not a pseudopotential in UPF", "a file with a PP_HEADER");
            case ".psml", ".cpi", ".fhi", ".cpmd" ->
                throw text.error(
                        0,
                        "pseudopotentials in files " + ending(name) + " are not read",
                        "a UPF file, which upfconv.x of Quantum ESPRESSO makes of it");
            default -> NormConservingReader.read(text);
        };
    }

    /** The end of a file's name that decides on the format where the content does not. */
    static String ending(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), 0));
    }
}
