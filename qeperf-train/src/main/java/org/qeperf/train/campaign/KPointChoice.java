package org.qeperf.train.campaign;

import java.util.Locale;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.input.InputEditor;

/** A sampling of the Brillouin zone. */
public sealed interface KPointChoice {

    /** What the plan may say. */
    String EXPECTED = "'as given', 'gamma', a mesh such as 4 4 4 1 1 1, or 'spacing S' with S in 1/angstrom";

    /** The input's own card. */
    record AsGiven() implements KPointChoice {
        @Override
        public String toString() {
            return "as given";
        }
    }

    /** The zone's centre alone, with real wavefunctions. */
    record Gamma() implements KPointChoice {
        @Override
        public String toString() {
            return "gamma";
        }
    }

    /**
     * A mesh.
     *
     * @param text three numbers of points and three shifts
     */
    record Mesh(String text) implements KPointChoice {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * The mesh without shifts whose points are at most so far apart along each reciprocal vector.
     *
     * @param perAngstrom largest distance, 1/angstrom, the factor 2 pi included
     */
    record Spacing(double perAngstrom) implements KPointChoice {
        @Override
        public String toString() {
            return "spacing " + perAngstrom;
        }
    }

    /**
     * Reads one.
     *
     * @param text as the plan has it
     * @return the sampling
     * @throws IllegalArgumentException if it is none
     */
    static KPointChoice parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (text.equals("as given")) {
            return new AsGiven();
        } else if (text.equals("gamma")) {
            return new Gamma();
        } else if (words.length == 2 && words[0].equals("spacing")) {
            double spacing = Double.parseDouble(words[1]);
            if (spacing >= 0.01 && spacing <= 100) {
                return new Spacing(spacing);
            }
        } else if (text.strip().matches("([1-9]\\d{0,2}\\s+){3}[01]\\s+[01]\\s+[01]")) {
            return new Mesh(String.join(" ", words));
        }
        throw new IllegalArgumentException(EXPECTED);
    }

    /**
     * Puts the card into an input.
     *
     * @param editor the input, its cell not yet repeated
     * @param cell how often the cell will be repeated
     */
    default void apply(InputEditor editor, Supercell cell) {
        if (this instanceof Gamma) {
            editor.card("K_POINTS", "K_POINTS gamma\n");
        } else if (this instanceof Mesh mesh) {
            editor.card("K_POINTS", "K_POINTS automatic\n  " + mesh.text() + "\n");
        } else if (this instanceof Spacing spacing) {
            editor.card("K_POINTS", "K_POINTS automatic\n  " + mesh(editor, cell, spacing) + " 0 0 0\n");
        }
    }

    private static String mesh(InputEditor editor, Supercell cell, Spacing spacing) {
        Lattice lattice = Lattice.of(editor.input());
        double[] b = lattice.reciprocalVectors();
        double scale = 2 * Math.PI / (lattice.alat() * editor.input().version().bohrAngstrom());
        int[] repeats = {cell.n1(), cell.n2(), cell.n3()};
        StringBuilder mesh = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            double length =
                    scale * Math.sqrt(b[3 * i] * b[3 * i] + b[3 * i + 1] * b[3 * i + 1] + b[3 * i + 2] * b[3 * i + 2]);
            // a length that is a multiple but for rounding is that multiple
            double points = Math.ceil(length / repeats[i] / spacing.perAngstrom() - 1e-6);
            mesh.append(String.format(Locale.ROOT, "%s%d", i == 0 ? "" : " ", (int) Math.max(1, points)));
        }
        return mesh.toString();
    }
}
