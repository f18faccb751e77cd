package org.qeperf.train.campaign;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.qeperf.features.crystal.Lattice;
import org.qeperf.features.input.InputEditor;
import org.qeperf.features.input.PwInput;

/**
 * A cell repeated along its vectors.
 *
 * @param n1 repeats along the first vector, at least 1
 * @param n2 repeats along the second
 * @param n3 repeats along the third
 */
public record Supercell(int n1, int n2, int n3) {

    static final String EXPECTED = "three whole numbers from 1 to 20, such as 2 1 1";

    /** Cards that say something of each atom and would have to be repeated, too. */
    private static final Set<String> OF_ATOMS =
            Set.of("OCCUPATIONS", "CONSTRAINTS", "ATOMIC_VELOCITIES", "ATOMIC_FORCES", "HUBBARD");

    /** Variables that grow with the cell, and those that grow with a side of it. */
    private static final List<String> EXTENSIVE = List.of("nbnd", "tot_charge", "tot_magnetization", "nelup", "neldw");

    private static final List<String> GRIDS = List.of("nr1", "nr2", "nr3", "nr1s", "nr2s", "nr3s");

    /** Reads {@code 2 1 1}; anything else is an {@link IllegalArgumentException}. */
    static Supercell parse(String text) {
        String[] words = text.strip().split("\\s+");
        if (words.length != 3) {
            throw new IllegalArgumentException(EXPECTED);
        }
        int[] n = new int[3];
        for (int i = 0; i < 3; i++) {
            n[i] = Integer.parseInt(words[i]);
            if (n[i] < 1 || n[i] > 20) {
                throw new IllegalArgumentException(EXPECTED);
            }
        }
        return new Supercell(n[0], n[1], n[2]);
    }

    /** How many cells it holds. */
    int cells() {
        return n1 * n2 * n3;
    }

    /** Repeats an input's cell, or does nothing for a single one. */
    void apply(InputEditor editor) {
        if (cells() == 1) {
            return;
        }
        PwInput input = editor.input();
        for (PwInput.Card card : input.cards()) {
            if (OF_ATOMS.contains(card.name())) {
                throw new IllegalArgumentException(
                        "an input with the card " + card.name() + " cannot be repeated; expected cells: 1 1 1");
            }
        }
        Lattice lattice = Lattice.of(input);
        editor.set("ibrav", "0").set("celldm(1)", number(lattice.alat())).set("a", "0.0");
        editor.set("nat", Integer.toString(input.atoms().size() * cells()));
        if (input.variables().stream().anyMatch(v -> v.name().equals("space_group"))) {
            editor.set("space_group", "0");
        }
        input.variables().forEach(variable -> multiply(editor, variable));
        editor.card("CELL_PARAMETERS", vectors(lattice)).card("ATOMIC_POSITIONS", positions(input, lattice));
    }

    private void multiply(InputEditor editor, PwInput.Variable variable) {
        String name = variable.name();
        int side = GRIDS.indexOf(name) % 3;
        boolean whole = side >= 0 || name.equals("nbnd");
        // up to release 6.8 a value of -1 says that there is none
        boolean none = name.equals("tot_magnetization")
                && editor.input().electrons().totMagnetization().isEmpty();
        if (none || side < 0 && !EXTENSIVE.contains(name)) {
            return;
        }
        double value =
                Double.parseDouble(variable.text().toLowerCase(Locale.ROOT).replace('d', 'e'))
                        * (side < 0 ? cells() : new int[] {n1, n2, n3}[side]);
        editor.set(name, whole ? Long.toString(Math.round(value)) : number(value));
    }

    private String vectors(Lattice lattice) {
        double[] a = lattice.vectors();
        int[] repeats = {n1, n2, n3};
        StringBuilder card = new StringBuilder("CELL_PARAMETERS alat\n");
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                card.append("  ").append(number(a[3 * i + j] * repeats[i]));
            }
            card.append('\n');
        }
        return card.toString();
    }

    private String positions(PwInput input, Lattice lattice) {
        StringBuilder card = new StringBuilder("ATOMIC_POSITIONS crystal\n");
        for (PwInput.Atom atom : input.atoms()) {
            double[] x = fractions(input, lattice, atom);
            String label = input.species().get(atom.species()).label();
            for (int i = 0; i < n1; i++) {
                for (int j = 0; j < n2; j++) {
                    for (int k = 0; k < n3; k++) {
                        card.append("  ").append(label);
                        card.append("  ").append(number((x[0] + i) / n1));
                        card.append("  ").append(number((x[1] + j) / n2));
                        card.append("  ").append(number((x[2] + k) / n3)).append('\n');
                    }
                }
            }
        }
        return card.toString();
    }

    private static double[] fractions(PwInput input, Lattice lattice, PwInput.Atom atom) {
        double[] x = {atom.x(), atom.y(), atom.z()};
        double factor = switch (input.positionUnit()) {
            case CRYSTAL -> 0;
            case ALAT -> 1;
            case BOHR -> 1 / lattice.alat();
            case ANGSTROM -> 1 / (lattice.alat() * input.version().bohrAngstrom());
        };
        if (factor == 0) {
            return x;
        }
        double[] b = lattice.reciprocalVectors();
        double[] fractions = new double[3];
        for (int i = 0; i < 3; i++) {
            fractions[i] = factor * (b[3 * i] * x[0] + b[3 * i + 1] * x[1] + b[3 * i + 2] * x[2]);
        }
        return fractions;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.14f", value);
    }

    @Override
    public String toString() {
        return n1 + " " + n2 + " " + n3;
    }
}
