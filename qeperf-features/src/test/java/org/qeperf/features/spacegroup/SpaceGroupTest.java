package org.qeperf.features.spacegroup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table against group theory, which needs no other table. */
class SpaceGroupTest {

    private static final Setting FIRST = new Setting(false, true, 1);
    private static final Setting SECOND = new Setting(true, false, 2);

    /** Last number of each range of groups with a point group of the order beside it. */
    private static final int[][] ORDERS = {
        {1, 1}, {9, 2}, {15, 4}, {46, 4}, {74, 8}, {82, 4}, {88, 8}, {122, 8}, {142, 16}, {146, 3}, {148, 6}, {161, 6},
        {167, 12}, {174, 6}, {190, 12}, {194, 24}, {199, 12}, {220, 24}, {230, 48}
    };

    /** Translations are multiples of 1/24 and test sites of 1/24000, so that everything is exact. */
    private static final int PARTS = 24_000;

    private static final int[] SITE = {2_917, 5_233, 9_461};

    private record Operation(List<Integer> rotation, List<Integer> translation) {
        Operation after(Operation first) {
            List<Integer> r = new ArrayList<>();
            List<Integer> t = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int sum = translation.get(i);
                for (int j = 0; j < 3; j++) {
                    int element = 0;
                    for (int k = 0; k < 3; k++) {
                        element += rotation.get(3 * i + k) * first.rotation.get(3 * k + j);
                    }
                    r.add(element);
                    sum += rotation.get(3 * i + j) * first.translation.get(j);
                }
                t.add(Math.floorMod(sum, PARTS));
            }
            return new Operation(r, t);
        }

        Operation shifted(int[] by) {
            List<Integer> t = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                t.add(Math.floorMod(translation.get(i) + by[i], PARTS));
            }
            return new Operation(rotation, t);
        }

        List<Integer> image(int[] site) {
            List<Integer> image = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int sum = translation.get(i);
                for (int j = 0; j < 3; j++) {
                    sum += rotation.get(3 * i + j) * site[j];
                }
                image.add(Math.floorMod(sum, PARTS));
            }
            return image;
        }

        int trace() {
            return rotation.get(0) + rotation.get(4) + rotation.get(8);
        }

        int determinant() {
            int d = 0;
            for (int j = 0; j < 3; j++) {
                int b = (j + 1) % 3;
                int c = (j + 2) % 3;
                d += rotation.get(j)
                        * (rotation.get(3 + b) * rotation.get(6 + c) - rotation.get(3 + c) * rotation.get(6 + b));
            }
            return d;
        }
    }

    private static int parts(double fraction) {
        return Math.toIntExact(Math.round(fraction * PARTS));
    }

    /** The factor of a variable in a coordinate. */
    private static int coefficient(CoordinateTriplet triplet, int row, int column) {
        double[] unit = new double[3];
        unit[column] = 1;
        return (int) Math.round(triplet.at(unit[0], unit[1], unit[2])[row] - triplet.at(0, 0, 0)[row]);
    }

    private static Operation exact(CoordinateTriplet triplet) {
        List<Integer> rotation = new ArrayList<>();
        List<Integer> translation = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                rotation.add(coefficient(triplet, i, j));
            }
            translation.add(Math.floorMod(parts(triplet.at(0, 0, 0)[i]), PARTS));
        }
        return new Operation(rotation, translation);
    }

    /** Translations of the conventional cell: points of it with whole coordinates in the primitive one. */
    private static List<int[]> centring(SpaceGroup group) {
        boolean hexagonal = group.ibrav() == 5
                && group.operations().stream().anyMatch(o -> coefficient(o, 0, 0) * coefficient(o, 0, 1) != 0);
        List<int[]> translations = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                for (int k = 0; k < 6; k++) {
                    double[] p = PrimitiveBasis.of(group.ibrav(), hexagonal, new double[] {i / 6.0, j / 6.0, k / 6.0});
                    if (Arrays.stream(p).allMatch(x -> Math.abs(x - Math.rint(x)) < 1e-9)) {
                        translations.add(new int[] {i * PARTS / 6, j * PARTS / 6, k * PARTS / 6});
                    }
                }
            }
        }
        assertEquals(PrimitiveBasis.cells(group.ibrav(), hexagonal), translations.size());
        return translations;
    }

    private static Set<Operation> all(SpaceGroup group) {
        Set<Operation> all = new HashSet<>();
        for (int[] translation : centring(group)) {
            group.operations().forEach(o -> all.add(exact(o).shifted(translation)));
        }
        return all;
    }

    private static List<SpaceGroup> bothSettings() {
        List<SpaceGroup> groups = new ArrayList<>();
        for (int number = 1; number <= SpaceGroup.COUNT; number++) {
            groups.add(SpaceGroup.of(number, FIRST));
            groups.add(SpaceGroup.of(number, SECOND));
        }
        return groups;
    }

    private static int pointGroupOrder(int number) {
        return Arrays.stream(ORDERS).filter(o -> number <= o[0]).findFirst().orElseThrow()[1];
    }

    @Test
    void everyTableIsAGroupOfTheOrderOfItsPointGroup() {
        for (SpaceGroup group : bothSettings()) {
            String name = "group " + group.number() + ", ibrav " + group.ibrav();
            Set<Operation> all = all(group);
            assertEquals(pointGroupOrder(group.number()), group.operations().size(), name);
            assertEquals(group.operations().size() * centring(group).size(), all.size(), name);
            assertEquals("x,y,z", group.operations().get(0).toString(), name);
            Set<List<Integer>> rotations = new HashSet<>();
            for (Operation a : all) {
                assertEquals(1, Math.abs(a.determinant()), name);
                rotations.add(a.rotation());
                for (CoordinateTriplet b : group.operations()) {
                    assertTrue(all.contains(a.after(exact(b))), name);
                }
            }
            assertEquals(group.operations().size(), rotations.size(), name);
        }
    }

    /** Another origin or other axes change no kind of rotation. */
    @Test
    void bothSettingsHaveTheSameKindsOfRotations() {
        for (int number = 1; number <= SpaceGroup.COUNT; number++) {
            assertEquals(kinds(SpaceGroup.of(number, FIRST)), kinds(SpaceGroup.of(number, SECOND)), "" + number);
        }
    }

    private static Map<String, Integer> kinds(SpaceGroup group) {
        Map<String, Integer> kinds = new TreeMap<>();
        group.operations().forEach(o -> {
            Operation operation = exact(o);
            kinds.merge(operation.trace() + " " + operation.determinant(), 1, Integer::sum);
        });
        return kinds;
    }

    /**
     * The orbit of a Wyckoff position has as many sites as its label says, except where the table of pw.x differs from the
     * International Tables: there pw.x makes the sites listed here, and so do we. Their 140 lacks 8g.
     */
    @Test
    void theOrbitOfAPositionHasItsMultiplicity() {
        Map<String, Integer> unlike = new TreeMap<>();
        for (SpaceGroup group : bothSettings()) {
            Set<Operation> all = all(group);
            for (WyckoffPosition position : group.positions()) {
                int[] site = new int[3];
                for (int i = 0; i < 3; i++) {
                    site[i] = parts(position.coordinates().at(0, 0, 0)[i]);
                    for (int j = 0; j < 3; j++) {
                        site[i] += coefficient(position.coordinates(), i, j) * SITE[j];
                    }
                }
                Set<List<Integer>> orbit = new HashSet<>();
                all.forEach(o -> orbit.add(o.image(site)));
                if (orbit.size() != position.multiplicity()) {
                    unlike.put(group.number() + " " + position.label() + " " + position.coordinates(), orbit.size());
                }
            }
        }
        Map<String, Integer> known = new TreeMap<>(Map.of(
                "12 4e 0,1/4,1/4", 8,
                "12 4f 1/2,1/4,1/4", 8,
                "13 2e 1/4,0,x", 4,
                "13 2f 1/4,1/2,x", 4,
                "15 4e 1/4,0,x", 8,
                "46 2a 0,0,x", 4,
                "46 2b 1/4,x,y", 4,
                "97 4j x,x+1/2,1/4", 8,
                "108 4c x,x+1/2,y", 8,
                "150 3d 1/3,2/3,x", 2));
        known.put("89 2e 1/2,1/2,0", 1);
        assertEquals(known, unlike);
    }

    @Test
    void positionsStandInTheOrderOfTheirLetters() {
        for (SpaceGroup group : bothSettings()) {
            char letter = 'a';
            for (WyckoffPosition position : group.positions()) {
                letter += group.number() == 140 && letter == 'g' ? 1 : 0;
                assertEquals(position.multiplicity() + String.valueOf(letter++), position.label());
                assertEquals(position, group.position(position.label()).orElseThrow());
                int last = 0;
                for (int i = 0; i < 3; i++) {
                    for (int j = 0; j < 3; j++) {
                        last = coefficient(position.coordinates(), i, j) != 0 ? Math.max(last, j + 1) : last;
                    }
                }
                assertEquals(last, position.coordinates().freeParameters(), group.number() + position.label());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1a", "2, 2i", "12, 8j", "47, 8A", "140, 32m", "166, 12i", "194, 24l", "225, 192l", "230, 96h"})
    void theGeneralPositionComesLast(int number, String label) {
        assertEquals(label, SpaceGroup.of(number, FIRST).generalLabel());
    }

    @ParameterizedTest
    @CsvSource({
        "1, 14, 14",
        "14, 12, -12",
        "15, 13, -13",
        "19, 8, 8",
        "20, 9, 9",
        "38, 91, 91",
        "43, 10, 10",
        "44, 11, 11",
        "75, 6, 6",
        "79, 7, 7",
        "143, 4, 4",
        "166, 5, 5",
        "195, 1, 1",
        "196, 2, 2",
        "197, 3, 3"
    })
    void theGroupDecidesAboutTheLattice(int number, int first, int second) {
        assertEquals(first, SpaceGroup.of(number, FIRST).ibrav());
        assertEquals(second, SpaceGroup.of(number, SECOND).ibrav());
        assertEquals(number, SpaceGroup.of(number, SECOND).number());
    }

    /** pw.x has one switch for operations and lattice, and three for Wyckoff positions. */
    @Test
    void anySwitchSetsTheOperationsButOnlyOneThePositions() {
        SpaceGroup first = SpaceGroup.of(14, FIRST);
        SpaceGroup second = SpaceGroup.of(14, new Setting(true, true, 1));
        for (Setting setting : List.of(new Setting(false, false, 1), new Setting(false, true, 2))) {
            SpaceGroup mixed = SpaceGroup.of(14, setting);
            assertEquals(-12, mixed.ibrav());
            assertEquals(second.operations().toString(), mixed.operations().toString());
            assertEquals(
                    first.positions().get(1).coordinates().toString(),
                    mixed.positions().get(1).coordinates().toString());
        }
        assertEquals("0,1/2,0", first.positions().get(1).coordinates().toString());
        assertEquals("1/2,0,0", second.positions().get(1).coordinates().toString());
    }

    @Test
    void ofImagesThatCoincideTheLastIsKept() {
        SpaceGroup diamond = SpaceGroup.of(227, new Setting(false, true, 2));
        double[] images = diamond.images(0.125, 0.125, 0.125);
        assertArrayEquals(new double[] {0.125, 0.625, 0.125, 0.875, 0.375, 0.875}, images, 1e-12);
        assertEquals(3 * 48, diamond.images(0.11, 0.23, 0.37).length);
    }

    @Test
    void imagesWithinAMillionthAreOneSite() {
        SpaceGroup mirror = SpaceGroup.of(6, FIRST);
        assertArrayEquals(new double[] {0.1, 0.2, 1 - 4e-7}, mirror.images(0.1, 0.2, 4e-7), 1e-12);
        assertArrayEquals(new double[] {0.1, 0.2, 6e-7, 0.1, 0.2, 1 - 6e-7}, mirror.images(0.1, 0.2, 6e-7), 1e-12);
    }

    @Test
    void tripletsAreAffine() {
        CoordinateTriplet triplet = CoordinateTriplet.parse("-x+1/4,2x-y,-1/3");
        assertArrayEquals(new double[] {-0.25, 0.75, -1.0 / 3}, triplet.at(0.5, 0.25, 7), 1e-15);
        assertEquals(2, triplet.freeParameters());
        assertEquals("-x+1/4,2x-y,-1/3", triplet.toString());
    }

    @Test
    void thereAre230GroupsAndTwoOriginChoices() {
        assertThrows(IllegalArgumentException.class, () -> SpaceGroup.of(0, FIRST));
        assertThrows(IllegalArgumentException.class, () -> SpaceGroup.of(231, FIRST));
        assertThrows(IllegalArgumentException.class, () -> new Setting(false, true, 3));
    }
}
