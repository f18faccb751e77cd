package org.qeperf.train.campaign;

import java.util.Locale;
import org.qeperf.features.input.InputEditor;
import org.qeperf.features.input.PwInput;

/**
 * Cutoffs of a run.
 *
 * @param relative whether the numbers are factors of the input's own cutoffs
 * @param wavefunctions {@code ecutwfc}, Ry, or the factor
 * @param density {@code ecutrho}, Ry, or the factor; 0 for pw.x's default
 * @param text as the plan has it
 */
public record Cutoff(boolean relative, double wavefunctions, double density, String text) {

    /** {@code ecutrho} over {@code ecutwfc} where pw.x is told nothing else. */
    private static final double DEFAULT_DUAL = 4;

    static final String EXPECTED = "a cutoff in Ry such as 40 or 40/320, or a factor such as x1.2";

    /** Reads {@code 40}, {@code 40/320} or {@code x1.2}; anything else is an {@link IllegalArgumentException}. */
    static Cutoff parse(String text) {
        if (text.startsWith("x")) {
            double factor = positive(text.substring(1));
            return new Cutoff(true, factor, factor, text);
        }
        int slash = text.indexOf('/');
        return slash < 0
                ? new Cutoff(false, positive(text), 0, text)
                : new Cutoff(false, positive(text.substring(0, slash)), positive(text.substring(slash + 1)), text);
    }

    private static double positive(String text) {
        double value = Double.parseDouble(text);
        if (!(value > 0) || value > 1e6) {
            throw new IllegalArgumentException(EXPECTED);
        }
        return value;
    }

    void apply(InputEditor editor) {
        PwInput.Cutoffs own = editor.input().cutoffs();
        double wfc = relative ? wavefunctions * own.ecutwfcRydberg() : wavefunctions;
        double rho = relative ? density * own.ecutrhoRydberg() : density(own);
        if (wfc > 0 && !(relative && wavefunctions == 1)) {
            editor.set("ecutwfc", String.format(Locale.ROOT, "%.2f", wfc));
            if (rho > 0) {
                editor.set("ecutrho", String.format(Locale.ROOT, "%.2f", rho));
            }
        }
    }

    /** The default of pw.x has to be written only where the input sets another. */
    private double density(PwInput.Cutoffs own) {
        return density == 0 && own.ecutrhoRydberg() > 0 ? DEFAULT_DUAL * wavefunctions : density;
    }
}
