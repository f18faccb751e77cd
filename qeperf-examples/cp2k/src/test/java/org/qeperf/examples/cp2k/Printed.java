package org.qeperf.examples.cp2k;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;

/**
 * Counts in one form, whether CP2K printed them or the extractor counted them.
 *
 * @param totals kinds, atoms, sets of shells, shells, primitive, Cartesian and spherical functions
 * @param electrons of each spin
 * @param occupied orbitals of each spin
 * @param orbitals of each spin
 * @param grids points of each level, such as {@code 54x54x54}, the finest first
 */
record Printed(List<Long> totals, List<Long> electrons, List<Long> occupied, List<Long> orbitals, List<String> grids) {

    private static final List<String> TOTALS = List.of(
            "Atomic kinds",
            "Atoms",
            "Shell sets",
            "Shells",
            "Primitive Cartesian functions",
            "Cartesian basis functions",
            "Spherical basis functions");

    private static final Pattern POINTS = Pattern.compile("(?m)^ PW_GRID\\|   Bounds.*Points: +(\\d+) *$");

    /** What an output says. */
    static Printed of(String output) {
        List<Long> totals = new ArrayList<>();
        for (String total : TOTALS) {
            totals.addAll(numbers("- " + total, output));
        }
        List<String> points = new ArrayList<>();
        for (Matcher m = POINTS.matcher(output); m.find(); ) {
            points.add(m.group(1));
        }
        List<String> grids = new ArrayList<>();
        for (int i = 0; i + 2 < points.size(); i += 3) {
            grids.add(String.join("x", points.subList(i, i + 3)));
        }
        return new Printed(
                totals,
                numbers("Number of electrons", output),
                numbers("Number of occupied orbitals", output),
                numbers("Number of molecular orbitals", output),
                grids);
    }

    private static List<Long> numbers(String label, String output) {
        List<Long> numbers = new ArrayList<>();
        Matcher m = Pattern.compile("(?m)^.*" + Pattern.quote(label) + ": +(-?\\d+) *$")
                .matcher(output);
        while (m.find()) {
            numbers.add(Long.parseLong(m.group(1)));
        }
        return numbers;
    }

    /** What was counted. */
    static Printed of(Counts counts) {
        List<Long> totals = List.of(
                counts.whole("atomic_kinds"),
                counts.whole("atoms"),
                counts.whole("shell_sets"),
                counts.whole("shells"),
                counts.whole("primitive_functions"),
                counts.whole("cartesian_functions"),
                counts.whole("spherical_functions"));
        List<String> grids = new ArrayList<>();
        for (int level = 1; level <= counts.whole("grid_levels"); level++) {
            Count.Grid grid = counts.grid("grid_" + level);
            grids.add(grid.n1() + "x" + grid.n2() + "x" + grid.n3());
        }
        return new Printed(
                totals,
                bySpin(counts, "electrons"),
                bySpin(counts, "occupied_orbitals"),
                bySpin(counts, "molecular_orbitals"),
                grids);
    }

    private static List<Long> bySpin(Counts counts, String name) {
        List<Long> all = new ArrayList<>();
        for (int spin = 1; spin <= counts.whole("spins"); spin++) {
            all.add(counts.whole(name + "_" + spin));
        }
        return all;
    }
}
