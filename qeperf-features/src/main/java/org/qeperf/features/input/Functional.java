package org.qeperf.features.input;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What kind of exchange-correlation functional a name means ({@code Modules/funct.f90}, from 6.8 on
 * {@code XClib/qe_dft_list.f90}).
 *
 * @param hybrid whether it has exact exchange
 * @param meta whether it depends on the kinetic energy density
 * @param gradient whether it depends on the density's gradient
 */
public record Functional(boolean hybrid, boolean meta, boolean gradient) {

    private static final Set<String> HYBRIDS = Set.of(
            "PBE0",
            "B86BPBEX",
            "BHAHLYP",
            "BHANDHLYP",
            "HSE",
            "GAUP",
            "GAUPBE",
            "GAU-PBE",
            "B3LYP",
            "B3LYP-V1R",
            "X3LYP",
            "HF",
            "OEP",
            "SCAN0",
            "VDW-DF-CX0",
            "VDW-DF-CX0P",
            "VDW-DF2-0",
            "VDW-DF2-BR0",
            "VDW-DF-C090",
            "VDW-DF-AHCX",
            "VDW-DF2-AH",
            "VDW-DF2-AHBR",
            "PBE-AH",
            "PBESOL-AH");

    private static final Set<String> METAS =
            Set.of("TPSS", "M06L", "TB09", "SCAN", "SCAN0", "RSCAN", "R2SCAN", "RVV10-SCAN");

    /** Parts of a functional, as in {@code SLA PW PBX PBC}, that bring exact exchange. */
    private static final Set<String> HYBRID_PARTS = Set.of(
            "OEP", "HF", "PB0X", "B3LP", "X3LP", "HSE", "GAUP", "CX0", "R860", "CX0P", "AHCX", "AHF2", "AHPB", "AHPS",
            "AHBR", "BR0", "C090", "SCA0");

    private static final Set<String> META_PARTS =
            Set.of("TPSS", "M06L", "TB09", "META", "SCAN", "SCA0", "R2SC", "RSCA", "R2SCAN", "RSCAN");

    /** Gradient corrections of exchange with exact exchange, by pw.x's numbers. */
    private static final Set<String> HYBRID_GRADIENTS = Set.of(
            "008", "009", "012", "020", "028", "029", "030", "031", "032", "033", "034", "035", "038", "040", "041",
            "042");

    /** Further short names. */
    private static final Set<String> OTHERS =
            Set.of(("PZ LDA PW VWN-RPA KLI PBE B88 BP PW91 REVPBE PBESOL BLYP OPTBK88 OPTB86B PBC HCTH OLYP WC "
                            + "SOGGA EV93 B86BPBE PBEQ2D PBQ2D Q2D PW86PBE RPBE BEEF BEEF-VDW OPTPBE RVV10 VDW-DF VDW-DF2 "
                            + "VDW-DF3-OPT1 VDW-DF3-OPT2 VDW-DF-C6 VDW-DF-C09 VDW-DF2-C09 VDW-DF-OBK8 VDW-DF-OB86 "
                            + "VDW-DF2-B86R VDW-DF-CX")
                    .split(" "));

    /** Parts of functionals. */
    private static final Set<String> PARTS =
            Set.of(("NOX SLA SL1 RXC OEP HF PB0X B3LP KZK NOC PZ VWN LYP PW WIG HL OBZ OBW GL NOGX B88 GGX PBX "
                            + "RPB REVX HCTH OPTX PSX WCX HSE RW86 PBE C09X SOX Q2DX GAUP PW86 B86B OBK8 OB86 EVX B86R "
                            + "CX13 X3LP CX0 R860 CX0P AHCX AHF2 AHPB AHPS AHBR EHPB HJPB HJPS HHNX CX14 CX15 BR0 CX16 "
                            + "C090 B86X B88X BEEX RPBX W31X W32X NOGC P86 GGC BLYP PBC PSC Q2DC BEEC NONE TPSS M06L TB09 "
                            + "META SCAN SCA0 R2SC R2SCAN RSCAN RSCA VDW1 VDW2 W31C W32C WC6 VV10")
                    .split(" "));

    /** Names and parts that depend on the density alone. */
    private static final Set<String> LOCAL = Set.of(
            "LDA", "PZ", "PW", "VWN", "RPA", "KLI", "OEP", "HF", "NOX", "SLA", "SL1", "RXC", "KZK", "NOC", "LYP", "WIG",
            "HL", "OBZ", "OBW", "GL", "NOGX", "NOGC", "NONE", "");

    private static final Pattern SEPARATORS = Pattern.compile("[+ -]+");

    private static final Pattern OTHERWISE = Pattern.compile("[^A-Z0-9]+");

    /** Numbers of libxc among those of hybrids that are not: exchange and correlation of R2SCAN. */
    private static final Set<String> NO_HYBRIDS = Set.of("497L", "498L");

    private static final String INDEX = "INDEX:";

    /** Functionals that a pw.x without libxc stops at. */
    private static final Set<String> LIBXC = Set.of("SCAN", "SCAN0", "RSCAN", "R2SCAN", "TB09", "RVV10-SCAN");

    /**
     * Whether pw.x knows a name. Names of libxc are not checked.
     *
     * @param name a value of {@code input_dft}
     * @return true for a short name, for parts that pw.x knows, and for what looks like libxc
     */
    static boolean isKnown(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        if (HYBRIDS.contains(upper)
                || METAS.contains(upper)
                || OTHERS.contains(upper)
                || upper.startsWith("XC-")
                || upper.startsWith(INDEX)
                || upper.contains("XC_")
                || upper.contains("_")) {
            return true;
        }
        for (String part : SEPARATORS.split(upper, -1)) {
            if (!PARTS.contains(part) && !OTHERS.contains(part)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a name needs a pw.x that is built with libxc.
     *
     * @param name a value of {@code input_dft}
     * @return true for the meta-GGA functionals of libxc that have short names
     */
    static boolean needsLibxc(String name) {
        return LIBXC.contains(name.strip().toUpperCase(Locale.ROOT));
    }

    /**
     * What a name means.
     *
     * @param name a short name such as {@code PBE0}, parts such as {@code SLA PW TPSS TPSS}, or names or numbers of libxc
     * @return the kind; neither for a name that is not known
     */
    public static Functional of(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        if (HYBRIDS.contains(upper) || METAS.contains(upper)) {
            return new Functional(HYBRIDS.contains(upper), METAS.contains(upper), !LOCAL.contains(upper));
        }
        if (upper.startsWith("XC-")) {
            return ofNumbers(upper);
        }
        if (upper.startsWith(INDEX)) {
            return ofIndices(upper.substring(INDEX.length()).strip().split(" +"));
        }
        boolean hybrid = upper.contains("HYB_");
        boolean meta = upper.contains("MGGA_");
        boolean libxc = upper.contains("XC_");
        boolean gradient = upper.contains("GGA_");
        for (String part : OTHERWISE.split(upper, -1)) {
            gradient |= !libxc && !LOCAL.contains(part);
            hybrid |= HYBRID_PARTS.contains(part);
            meta |= META_PARTS.contains(part);
        }
        return new Functional(hybrid, meta, gradient);
    }

    /** pw.x's own numbers of exchange, correlation and their gradient corrections. */
    private static Functional ofIndices(String[] indices) {
        boolean hybrid = indices[0].equals("4") || indices[0].equals("5");
        boolean gradient = false;
        for (int i = 2; i < indices.length; i++) {
            gradient |= !indices[i].equals("0");
            hybrid |=
                    i == 2 && HYBRID_GRADIENTS.contains("0".repeat(Math.max(0, 3 - indices[i].length())) + indices[i]);
        }
        return new Functional(hybrid, false, gradient);
    }

    /** Six numbers, each with I for pw.x's own or L for one of libxc, whose numbers from 400 to 499 are hybrids. */
    private static Functional ofNumbers(String name) {
        String[] parts = name.substring(3).split("-", -1);
        boolean hybrid = parts[0].equals("004I") || parts[0].equals("005I");
        boolean meta = false;
        boolean gradient = false;
        for (int i = 0; i < parts.length; i++) {
            boolean libxc = parts[i].endsWith("L");
            hybrid |= libxc && parts[i].startsWith("4") && !NO_HYBRIDS.contains(parts[i]);
            hybrid |= i == 2 && !libxc && HYBRID_GRADIENTS.contains(parts[i].replace("I", ""));
            meta |= i >= 4 && !parts[i].startsWith("000");
            gradient |= i >= 2 && !parts[i].startsWith("000");
        }
        return new Functional(hybrid, meta, gradient);
    }
}
