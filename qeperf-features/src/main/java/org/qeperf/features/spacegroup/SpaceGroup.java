package org.qeperf.features.spacegroup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A space group in one setting, with its operations and Wyckoff positions as pw.x has them: the facts are those of the
 * International Tables for Crystallography, volume A, in the order of {@code Modules/space_group.f90} and
 * {@code Modules/wypos.f90}, and with their deviations from the tables. Immutable.
 */
public final class SpaceGroup {

    /** Number of space groups. */
    public static final int COUNT = 230;

    /** Two images are one site where their coordinates differ by less than this ({@code Modules/wyckoff.f90}). */
    private static final double SAME_SITE = 1e-6;

    private static final String RESOURCE = "groups.txt";

    /** In what the two settings of a group differ. */
    enum Choice {
        NONE,
        UNIQUE_AXIS,
        ORIGIN,
        AXES
    }

    private final int number;
    private final int ibrav;
    private final boolean hexagonal;
    private final List<CoordinateTriplet> operations;
    private final List<WyckoffPosition> positions;

    private SpaceGroup(int number, int ibrav, boolean hexagonal, String operations, String positions) {
        this.number = number;
        this.ibrav = ibrav;
        this.hexagonal = hexagonal;
        this.operations = Arrays.stream(operations.split(";"))
                .map(CoordinateTriplet::parse)
                .toList();
        this.positions = positions.equals("-")
                ? List.of()
                : Arrays.stream(positions.split(";"))
                        .map(SpaceGroup::parsePosition)
                        .toList();
    }

    private static WyckoffPosition parsePosition(String text) {
        int colon = text.indexOf(':');
        return new WyckoffPosition(text.substring(0, colon), CoordinateTriplet.parse(text.substring(colon + 1)));
    }

    /**
     * A space group.
     *
     * @param number its number, 1 to 230
     * @param setting the setting; what does not concern this group is not always without effect, as in pw.x
     * @return the group
     */
    public static SpaceGroup of(int number, Setting setting) {
        if (number < 1 || number > COUNT) {
            throw new IllegalArgumentException("space group " + number);
        }
        List<String> lines = lines(number);
        String[] first = lines.get(0).split(" ");
        String[] second = lines.get(lines.size() - 1).split(" ");
        String[] forOperations = setting.secondForOperations() ? second : first;
        String[] forPositions = setting.secondForPositions(choice(number, lines.size())) ? second : first;
        return new SpaceGroup(
                number,
                Integer.parseInt(forOperations[1]),
                setting.secondForOperations(),
                forOperations[2],
                forPositions[3]);
    }

    private static Choice choice(int number, int settings) {
        if (settings == 1) {
            return Choice.NONE;
        }
        return number <= 15 ? Choice.UNIQUE_AXIS : number >= 146 && number <= 167 ? Choice.AXES : Choice.ORIGIN;
    }

    /** The one or two lines of the table for a group. */
    private static List<String> lines(int number) {
        InputStream resource = SpaceGroup.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException(RESOURCE + " is missing from the jar");
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(number + " ") || line.startsWith(number + ".")) {
                    lines.add(line);
                } else if (!lines.isEmpty()) {
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /**
     * The number of the group.
     *
     * @return 1 to 230
     */
    public int number() {
        return number;
    }

    /**
     * The Bravais lattice pw.x takes for the group.
     *
     * @return {@code ibrav}
     */
    public int ibrav() {
        return ibrav;
    }

    /** The operations modulo the centring translations, the identity first, in coordinates of the conventional cell. */
    List<CoordinateTriplet> operations() {
        return operations;
    }

    /**
     * The special Wyckoff positions.
     *
     * @return the positions, without the general one
     */
    public List<WyckoffPosition> positions() {
        return positions;
    }

    /**
     * A special Wyckoff position.
     *
     * @param label multiplicity and letter, such as {@code 4a}
     * @return the position, if there is one of that label
     */
    public Optional<WyckoffPosition> position(String label) {
        return positions.stream().filter(p -> p.label().equals(label)).findFirst();
    }

    /**
     * The label of the general position: the letter after the last special one. After z comes A, as group 47 needs it.
     *
     * @return multiplicity and letter
     */
    public String generalLabel() {
        char letter = 'a';
        if (!positions.isEmpty()) {
            String last = positions.get(positions.size() - 1).label();
            letter = (char) (last.charAt(last.length() - 1) + 1);
        }
        int multiplicity = operations.size() * PrimitiveBasis.cells(ibrav, hexagonal);
        return multiplicity + String.valueOf(letter > 'z' ? 'A' : letter);
    }

    /**
     * All images of a site in the primitive cell, in the order of pw.x ({@code Modules/wyckoff.f90}).
     *
     * @param x first coordinate in the conventional cell
     * @param y second coordinate
     * @param z third coordinate
     * @return coordinates in the primitive cell, from 0 to 1, three for each image
     */
    public double[] images(double x, double y, double z) {
        int n = operations.size();
        double[] all = new double[3 * n];
        for (int i = 0; i < n; i++) {
            double[] primitive =
                    PrimitiveBasis.of(ibrav, hexagonal, operations.get(i).at(x, y, z));
            for (int k = 0; k < 3; k++) {
                double folded = primitive[k] - Math.rint(primitive[k]);
                all[3 * i + k] = folded < 0 ? folded + 1 : folded;
            }
        }
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (!comesAgain(all, i)) {
                System.arraycopy(all, 3 * i, all, 3 * kept++, 3);
            }
        }
        return Arrays.copyOf(all, 3 * kept);
    }

    /** Of images that coincide pw.x keeps the last. */
    private static boolean comesAgain(double[] all, int image) {
        for (int later = image + 1; later < all.length / 3; later++) {
            boolean same = true;
            for (int k = 0; k < 3 && same; k++) {
                double difference = all[3 * image + k] - all[3 * later + k];
                same = Math.abs(difference - Math.rint(difference)) < SAME_SITE;
            }
            if (same) {
                return true;
            }
        }
        return false;
    }
}
