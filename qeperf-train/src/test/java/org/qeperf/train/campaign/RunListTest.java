package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.workload.PwFeatureExtractor;
import org.qeperf.train.Helium;

class RunListTest {

    static final String INPUT = """
            &CONTROL
            /
            &SYSTEM
              ibrav = 4, A = 3.0, C = 5.0, nat = 2, ntyp = 1, ecutwfc = 10, ecutrho = 60 ! Ry
              nbnd = 4
            /
            &ELECTRONS
            /
            ATOMIC_SPECIES
              He 4.0 He.UPF
            ATOMIC_POSITIONS angstrom
              He 0.0 0.0 0.0
              He 0.5 0.0 2.0
            K_POINTS automatic
              2 2 2 0 0 0
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("he.in"), INPUT);
        Files.writeString(folder.resolve("He.UPF"), Helium.PSEUDOPOTENTIAL);
    }

    @Test
    void multipliesTheFactors() throws IOException {
        List<PlannedRun> runs = runs("""
                cutoffs: [x1, x1.5, 20, 20/90]
                    kpoints: [as given, gamma, spacing 0.5]
                    layouts: [{ranks: 1}, {ranks: 2, pools: 2}]
                    variables: {diagonalization: [david, cg], startingwfc: random}
                    repeats: 2""");
        assertEquals(4 * 3 * 2 * 2 * 2, runs.size());
        assertEquals(96, runs.stream().map(PlannedRun::id).distinct().count());
        PlannedRun run = runs.stream()
                .filter(r -> r.labels()
                        .toString()
                        .equals("{block=all, system=he, cutoffs=x1.5, kpoints=spacing 0.5, "
                                + "cell=1 1 1, diagonalization=cg, startingwfc=random, repeat=2}"))
                .findFirst()
                .orElseThrow();
        assertTrue(run.input().contains("  ecutwfc = 15.00\n  ecutrho = 90.00\n/"), run.input());
        assertTrue(run.input().contains("  diagonalization = 'cg'\n  startingwfc = 'random'\n/"), run.input());
        // 2 pi / (3 sqrt(3)/2) = 2.4184, 2 pi / 5 = 1.2566, both over 0.5
        assertTrue(run.input().endsWith("K_POINTS automatic\n  5 5 3 0 0 0\n"), run.input());
    }

    /** The density's cutoff of an input belongs to its own ecutwfc. */
    @Test
    void aCutoffAloneHasTheDefaultForTheDensity() throws IOException {
        String other = runs("cutoffs: 20").get(0).input();
        assertTrue(other.contains("  ecutwfc = 20.00\n  ecutrho = 80.00\n/"), other);
        Files.writeString(folder.resolve("he.in"), INPUT.replace(", ecutrho = 60", ""));
        String none = runs("cutoffs: 20").get(0).input();
        assertTrue(none.contains("  ecutwfc = 20.00\n/"), none);
        assertEquals(-1, none.indexOf("ecutrho"), none);
    }

    @Test
    void aRunIsTheSameInAnyPlan() throws IOException {
        Set<String> few = ids(runs("cutoffs: [x1, x2]"));
        Set<String> more = ids(runs("cutoffs: [x3, x2, x1]\n    layouts: [{ranks: 2}, {ranks: 1}]"));
        assertTrue(more.containsAll(few));
        assertEquals(6, more.size());
        assertEquals(runs("cutoffs: [x1, x2, x3]"), runs("cutoffs: [x1, x2, x3]"));
    }

    @Test
    void aSupercellHasTheCountsOfAsManyCells() throws IOException {
        List<PlannedRun> runs = runs("cells: [1 1 1, 2 1 3]\n    kpoints: spacing 0.3");
        PlannedRun one = cell(runs, "1 1 1");
        PlannedRun six = cell(runs, "2 1 3");
        Counts single = count(one);
        Counts repeated = count(six);
        assertEquals(6 * single.whole("n_at"), repeated.whole("n_at"));
        assertEquals(6 * single.whole("n_ks"), repeated.whole("n_ks"));
        assertEquals(6 * single.real("n_el"), repeated.real("n_el"));
        assertEquals(1, repeated.real("volume_bohr3") / (6 * single.real("volume_bohr3")), 1e-9);
        assertEquals(1, repeated.whole("n_g_dense") / (6.0 * single.whole("n_g_dense")), 0.02);
        // pw.x finds fewer operations in a supercell, never more
        assertTrue(repeated.whole("n_sym") <= single.whole("n_sym"));
        assertTrue(one.input().endsWith("K_POINTS automatic\n  9 9 5 0 0 0\n"), one.input());
        assertTrue(six.input().contains("K_POINTS automatic\n  5 9 2 0 0 0\n"), six.input());
    }

    @Test
    void keepsToTheWorkThatIsAskedFor() throws IOException {
        List<PlannedRun> all = runs("cutoffs: [x1, x2, x4, x8]\n    work: [1, 1e15]");
        List<PlannedRun> small = runs("cutoffs: [x1, x2, x4, x8]\n    work: [1, 1.5e7]");
        assertEquals(4, all.size());
        assertTrue(!small.isEmpty() && small.size() < 4, small.toString());
        assertTrue(ids(all).containsAll(ids(small)));
    }

    @Test
    void leavesOutLayoutsThatCannotBeCountedWhereWorkIsLimited() throws IOException {
        String layouts = "layouts: [{ranks: 3, pools: 2}, {ranks: 1}]";
        assertEquals(2, runs(layouts).size());
        assertEquals(1, runs(layouts + "\n    work: [1, 1e15]").size());
    }

    @Test
    void endsPlansOfTooManyCombinations() {
        String values = "[" + "1, ".repeat(99) + "1]";
        InputException e = assertThrows(
                InputException.class,
                () -> runs("variables: {mixing_ndim: " + values + ", nstep: " + values + ", iprint: " + values + "}"));
        assertEquals(
                folder.resolve("he.in")
                        + ":1:1: the runs 'all' have 1000000 combinations of this input; expected at most " + "100000",
                e.getMessage());
    }

    @Test
    void saysWhichInputDoesNotFitThePlan() {
        InputException e = assertThrows(InputException.class, () -> runs("variables: {diagonalisation: [david]}"));
        assertEquals(
                folder.resolve("he.in") + ":1:1: the runs 'all' cannot be made of this input: pw.x has no variable "
                        + "'diagonalisation'; the nearest one is 'diagonalization'; expected a plan that fits it",
                e.getMessage());
    }

    @Test
    void doesNotRepeatWhatBelongsToSingleAtoms() throws IOException {
        Files.writeString(folder.resolve("he.in"), INPUT + "ATOMIC_FORCES\n  He 0.0 0.0 0.0\n  He 0.0 0.0 0.0\n");
        InputException e = assertThrows(InputException.class, () -> runs("cells: 2 1 1"));
        assertEquals(
                folder.resolve("he.in") + ":1:1: the runs 'all' cannot be made of this input: an input with the card "
                        + "ATOMIC_FORCES cannot be repeated; expected cells: 1 1 1; expected a plan that fits it",
                e.getMessage());
    }

    @Test
    void aSupercellHasAsManyGridPointsAndMoments() throws IOException {
        String grids = "nr1 = 20, nr2 = 24, nr3 = 36, nr1s = 18, nr2s = 20, nr3s = 32";
        Files.writeString(
                folder.resolve("he.in"),
                INPUT.replace("nbnd = 4", grids + ", nspin = 2, tot_charge = -1, tot_magnetization = 1"));
        String input = runs("cells: 2 1 3").get(0).input();
        String set = input.substring(input.indexOf("nat = 12"), input.indexOf("/\n&ELECTRONS"));
        assertEquals("""
                nat = 12
                  nr1 = 40
                  nr2 = 24
                  nr3 = 108
                  nr1s = 36
                  nr2s = 20
                  nr3s = 96
                  tot_charge = -6.00000000000000
                  tot_magnetization = 6.00000000000000
                """, set);
    }

    @Test
    void noMomentStaysNoMoment() throws IOException {
        Files.writeString(
                folder.resolve("he.in"),
                INPUT.replace(
                        "nbnd = 4",
                        "nspin = 2, occupations = 'smearing', degauss = 0.02, "
                                + "starting_magnetization(1) = 0.5, tot_magnetization = -1"));
        String input = runs("cells: 2 1 1").get(0).input();
        assertEquals(input.indexOf("tot_magnetization"), input.lastIndexOf("tot_magnetization"), input);
    }

    @Test
    void saysWhichInputCannotBeCounted() throws IOException {
        Files.delete(folder.resolve("He.UPF"));
        InputException e = assertThrows(InputException.class, () -> runs("work: [1, 1e15]"));
        assertEquals(
                folder.resolve("he.in") + ":1:1: the work of the runs 'all' with this input cannot be counted: "
                        + "pseudopotential 'He.UPF' of species 'He' is missing; expected it in one of " + folder + ", "
                        + System.getProperty("java.io.tmpdir") + "; expected an input that can be, or no key work",
                e.getMessage());
    }

    private static PlannedRun cell(List<PlannedRun> runs, String cell) {
        return runs.stream()
                .filter(r -> cell.equals(r.labels().get("cell")))
                .findFirst()
                .orElseThrow();
    }

    private Counts count(PlannedRun run) throws IOException {
        Path file = folder.resolve("run.in");
        Files.writeString(file, run.input());
        return new PwFeatureExtractor().read(SimulationFiles.of(file, folder)).counts();
    }

    private static Set<String> ids(List<PlannedRun> runs) {
        return runs.stream().map(PlannedRun::id).collect(Collectors.toSet());
    }

    private List<PlannedRun> runs(String keys) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(
                file,
                "name: a\nseed: 3\nlaunch: mpirun -n {ranks}\nversion: \"6.7\"\nruns:\n  - name: all\n    systems: he.in\n    "
                        + keys + "\n");
        return RunList.of(CampaignPlan.read(file), new PwFeatureExtractor(), List.of(folder));
    }
}
