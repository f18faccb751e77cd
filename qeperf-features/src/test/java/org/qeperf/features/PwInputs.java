package org.qeperf.features;

import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;

/** Input texts for tests: silicon, and silicon with one place changed. */
public final class PwInputs {

    /** Two silicon atoms; the name of the text in messages is {@code pw.in}. */
    public static final String SILICON = """
            &CONTROL
              calculation = 'scf'
            /
            &SYSTEM
              ibrav = 2
              celldm(1) = 10.2
              nat = 2
              ntyp = 1
              ecutwfc = 12
            /
            &ELECTRONS
              mixing_beta = 0.7
            /
            ATOMIC_SPECIES
            Si 28.086 Si.UPF
            ATOMIC_POSITIONS alat
            Si 0 0 0
            Si 0.25 0.25 0.25
            K_POINTS automatic
            4 4 4 1 1 1
            """;

    private PwInputs() {}

    /** The silicon input with other text in one place. */
    public static String silicon(String place, String replacement) {
        return replace(SILICON, place, replacement);
    }

    /** The silicon input with more variables in &amp;SYSTEM. */
    public static PwInput siliconWith(String variables) {
        return parse(silicon("ecutwfc = 12", "ecutwfc = 12\n" + variables));
    }

    /** A text with the first occurrence of a place, which it must have, replaced. */
    public static String replace(String text, String place, String replacement) {
        int at = text.indexOf(place);
        if (at < 0) {
            throw new IllegalArgumentException("the text has no " + place);
        }
        return text.substring(0, at) + replacement + text.substring(at + place.length());
    }

    /** Reads a text for a release of pw.x. */
    public static PwInput parse(String text, QeVersion version) {
        return PwInputReader.parse(SourceText.of("pw.in", text), version, ParseLimits.DEFAULT);
    }

    /** Reads a text for the newest release. */
    public static PwInput parse(String text) {
        return parse(text, QeVersion.NEWEST);
    }
}
