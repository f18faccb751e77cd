package org.qeperf.features.input;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qeperf.api.InputException;

/** Least values of variables that decide about no count, below which pw.x stops ({@code Modules/read_namelists.f90}). */
final class Ranges {

    private static final Map<String, Map<String, Integer>> LEAST = new LinkedHashMap<>();

    static {
        LEAST.put(
                "control",
                Map.of(
                        "ndr", 50,
                        "nstep", 0,
                        "iprint", 1,
                        "dt", 0,
                        "max_seconds", 0,
                        "etot_conv_thr", 0,
                        "forc_conv_thr", 0,
                        "refg", 0));
        LEAST.put("system", Map.of("ecfixed", 0, "qcutz", 0, "q2sigma", 0));
        LEAST.put("cell", Map.of("wmass", 0));
    }

    private Ranges() {}

    static void check(Namelists lists) {
        LEAST.forEach((list, variables) -> {
            Namelist namelist = lists.get(list);
            for (String variable : namelist.names().keySet()) {
                Integer least = variables.get(variable);
                if (least != null && namelist.real(variable, least) < least) {
                    throw new InputException(
                            namelist.locate(variable),
                            "",
                            variable + " = "
                                    + namelist.value(variable).orElseThrow().text(),
                            "at least " + least);
                }
            }
        });
    }
}
