package org.qeperf.features.input;

import java.util.Locale;
import java.util.Set;

/**
 * What kind of exchange-correlation functional a name means ({@code Modules/funct.f90}, from 6.8 on
 * {@code XClib/qe_dft_list.f90}).
 *
 * @param hybrid whether it has exact exchange
 * @param meta whether it depends on the kinetic energy density
 */
public record Functional(boolean hybrid, boolean meta) {

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

    /**
     * What a name means.
     *
     * @param name a short name such as {@code PBE0}, parts such as {@code SLA PW TPSS TPSS}, or names or numbers of libxc
     * @return the kind; neither for a name that is not known
     */
    public static Functional of(String name) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        if (HYBRIDS.contains(upper) || METAS.contains(upper)) {
            return new Functional(HYBRIDS.contains(upper), METAS.contains(upper));
        }
        if (upper.startsWith("XC-")) {
            return ofNumbers(upper);
        }
        boolean hybrid = upper.contains("HYB_");
        boolean meta = upper.contains("MGGA_");
        for (String part : upper.split("[^A-Z0-9]+", -1)) {
            hybrid |= HYBRID_PARTS.contains(part);
            meta |= META_PARTS.contains(part);
        }
        return new Functional(hybrid, meta);
    }

    /** Six numbers, each with I for pw.x's own or L for one of libxc, whose numbers from 400 to 499 are hybrids. */
    private static Functional ofNumbers(String name) {
        String[] parts = name.substring(3).split("-", -1);
        boolean hybrid = parts[0].equals("004I") || parts[0].equals("005I");
        boolean meta = false;
        for (int i = 0; i < parts.length; i++) {
            boolean libxc = parts[i].endsWith("L");
            hybrid |= libxc && parts[i].startsWith("4");
            hybrid |= i == 2 && !libxc && HYBRID_GRADIENTS.contains(parts[i].replace("I", ""));
            meta |= i >= 4 && !parts[i].startsWith("000");
        }
        return new Functional(hybrid, meta);
    }
}
