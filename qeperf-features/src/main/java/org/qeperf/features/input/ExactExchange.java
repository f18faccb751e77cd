package org.qeperf.features.input;

import java.util.Locale;
import java.util.Set;

/** Which functionals have exact exchange ({@code Modules/funct.f90}, {@code XClib/qe_dft_list.f90} of Quantum ESPRESSO). */
public final class ExactExchange {

    private static final Set<String> NAMES = Set.of(
            "PBE0",
            "B86BPBEX",
            "BHAHLYP",
            "BHANDHLYP",
            "HSE",
            "GAUP",
            "GAUPBE",
            "B3LYP",
            "B3LYP-V1R",
            "X3LYP",
            "HF",
            "OEP",
            "SCAN0",
            "PBE-AH",
            "PBESOL-AH",
            "VDW-DF-CX0",
            "VDW-DF-CX0P",
            "VDW-DF2-0",
            "VDW-DF2-BR0",
            "VDW-DF-C090",
            "VDW-DF-AHCX",
            "VDW-DF2-AH",
            "VDW-DF2-AHBR");

    /** Parts of names such as {@code pb0x+pw+pb0x+pbc} that bring it. */
    private static final Set<String> PARTS =
            Set.of("OEP", "HF", "PB0X", "B3LP", "X3LP", "HSE", "GAUP", "AHCX", "AHF2", "AHPB", "AHPS", "AHBR", "SCA0");

    private ExactExchange() {}

    /**
     * Whether a functional has exact exchange.
     *
     * @param functional its name as {@code input_dft} or a pseudopotential gives it, in any case
     * @return true for hybrids and Hartree-Fock
     */
    public static boolean in(String functional) {
        String name = functional.strip().toUpperCase(Locale.ROOT);
        if (NAMES.contains(name)) {
            return true;
        }
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || "+- ".indexOf(name.charAt(i)) >= 0) {
                if (PARTS.contains(name.substring(start, i))) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
