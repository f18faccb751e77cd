package org.qeperf.features.input;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.features.spacegroup.SpaceGroup;
import org.qeperf.features.spacegroup.WyckoffPosition;

/**
 * Reads one line of ATOMIC_POSITIONS crystal_sg: a site, by coordinates or by its Wyckoff position
 * ({@code card_atomic_positions} in {@code Modules/read_cards.f90}, {@code Modules/wypos.f90}).
 */
final class SiteReader {

    /** Words that are longer are no Wyckoff label to pw.x, not even {@code 192j}. */
    private static final int LONGEST_LABEL = 3;

    /** What stands for a missing number in pw.x; a coordinate must be smaller. */
    private static final double UNSET = 1e5;

    /** Atoms that are nearer, in crystal coordinates, overlap. */
    private static final double OVERLAP = 1e-5;

    private final SpaceGroup group;
    private final List<Token> words;
    private final List<Diagnostic> warnings;

    SiteReader(SpaceGroup group, List<Token> words, List<Diagnostic> warnings) {
        this.group = group;
        this.words = words;
        this.warnings = warnings;
    }

    /** Coordinates of all images of the site in the primitive cell. */
    double[] images() {
        double[] site = isLabel(words.get(1)) ? labelled() : coordinates();
        double[] images = group.images(site[0], site[1], site[2]);
        for (int i = 0; i < images.length; i += 3) {
            for (int j = 0; j < i; j += 3) {
                if (overlap(images, i, j)) {
                    throw words.get(0)
                            .error(
                                    "two images of this site are less than 1e-5 but more than 1e-6 apart",
                                    "coordinates with more digits, or fractions such as 1/3");
                }
            }
        }
        return images;
    }

    /** Images that pw.x neither takes as one atom nor accepts as two ({@code PW/src/lchk_tauxk.f90}). */
    private static boolean overlap(double[] images, int i, int j) {
        for (int k = 0; k < 3; k++) {
            double difference = images[i + k] - images[j + k];
            if (Math.abs(difference - Math.rint(difference)) >= OVERLAP) {
                return false;
            }
        }
        return true;
    }

    /** A label ends with a character from A to z, which no expression does. */
    private static boolean isLabel(Token word) {
        String text = word.text();
        if (word.quoted() || text.length() > LONGEST_LABEL) {
            return false;
        }
        char last = text.charAt(text.length() - 1);
        return last >= 'A' && last <= 'z';
    }

    private double[] coordinates() {
        if (words.size() != 4 && words.size() != 7) {
            throw words.get(0)
                    .error(
                            "site with " + words.size() + " words",
                            "a label and three coordinates, or a label and a Wyckoff position such as 4a"
                                    + " with its free parameters; then none or three if_pos numbers");
        }
        requireConstraints(4);
        return new double[] {coordinate(1), coordinate(2), coordinate(3)};
    }

    private double coordinate(int word) {
        double value = Expression.evaluate(words.get(word), "a coordinate");
        if (!(Math.abs(value) < UNSET)) {
            throw words.get(word)
                    .error(
                            "coordinate " + InputException.quote(words.get(word).text()) + " in crystal_sg",
                            "a fraction of an edge of the conventional cell");
        }
        return value;
    }

    private double[] labelled() {
        Token label = words.get(1);
        double[] given = {UNSET, UNSET, UNSET};
        int numbers = Math.min(words.size() - 2, 3);
        for (int i = 0; i < numbers; i++) {
            given[i] = coordinate(2 + i);
        }
        Optional<WyckoffPosition> position = group.position(label.text());
        double[] site = position.isPresent() ? special(position.get(), given, numbers) : general(label, given, numbers);
        int used = used(site, given);
        int left = words.size() - 2 - used;
        if (left > 0 && left != 3) {
            throw surplus(
                    label,
                    used,
                    position.isPresent() ? position.get().coordinates().freeParameters() : 3);
        }
        requireConstraints(2 + used);
        return site;
    }

    private double[] special(WyckoffPosition position, double[] given, int numbers) {
        int needed = position.coordinates().freeParameters();
        if (numbers < needed) {
            throw words.get(1)
                    .error(
                            "Wyckoff position " + InputException.quote(position.label()) + " with "
                                    + Token.count(numbers, "number"),
                            Token.count(needed, "free parameter") + " behind it (" + position.coordinates() + ")");
        }
        return position.coordinates().at(given[0], given[1], given[2]);
    }

    /** Whatever the label is, three numbers are a site for pw.x. */
    private double[] general(Token label, double[] given, int numbers) {
        if (numbers < 3) {
            List<String> known = new ArrayList<>();
            group.positions().forEach(p -> known.add(p.label()));
            known.add(group.generalLabel() + " x y z");
            throw label.error(
                    "space group " + group.number() + " has no Wyckoff position " + InputException.quote(label.text()),
                    "one of " + String.join(", ", known));
        }
        if (!label.text().equals(group.generalLabel())) {
            warnings.add(new Diagnostic(
                    label.location(),
                    "Wyckoff position " + InputException.quote(label.text()) + " is not one of space group "
                            + group.number() + " in pw.x, which takes the three numbers as x y z"));
        }
        return given;
    }

    /**
     * How many of the numbers pw.x takes as free parameters: it looks whether they are found again among the coordinates.
     */
    private static int used(double[] site, double[] given) {
        int used = site[0] == given[0] || site[1] == given[0] || site[2] == given[0] ? 1 : 0;
        used += site[1] == given[1] || site[2] == given[1] ? 1 : 0;
        return used + (site[2] == given[2] ? 1 : 0);
    }

    private InputException surplus(Token label, int used, int needed) {
        int numbers = words.size() - 2;
        String expected = Token.count(needed, "free parameter") + ", then none or three if_pos numbers";
        if (used != needed) {
            expected += "; pw.x takes a number that equals a coordinate of the site for a parameter:"
                    + " give coordinates instead of the label";
        }
        return words.get(2 + used)
                .error(
                        Token.count(numbers, "number") + " after Wyckoff position "
                                + InputException.quote(label.text()),
                        expected);
    }

    private void requireConstraints(int from) {
        for (int i = from; i < words.size(); i++) {
            words.get(i).whole("if_pos");
        }
    }
}
