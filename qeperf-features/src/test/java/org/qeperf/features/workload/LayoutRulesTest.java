package org.qeperf.features.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.input.QeVersion;

class LayoutRulesTest {

    private static final Machine MACHINE = new Machine("m", 48, 1L << 36);

    /** Ten k-points, 20 states, 36 planes, 100 columns; what follows the release changes that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7.5 | 4,5,0,1 | STOPS pools-beyond-ranks: 5 pools for 4 ranks (it prints \"invalid number of pools,"
                        + " out of range\"); take at most 4",
                "6.0 | 6,4,0,1 | STOPS pools-do-not-divide-ranks: 4 pools do not divide 6 ranks (it prints \"invalid"
                        + " number of pools, parent_nproc /= nproc_pool * npool\"); take 3 pools, or 4 ranks",
                "7.5 phases | 4,2,0,1 | STOPS phases-with-pools: 2 pools beside lberry, lelfield or lorbm, which need"
                        + " all k-points in one (it prints \"Berry Phase/electric fields not implemented with"
                        + " pools\"); take 1 pool",
                "6.7 hybrid stress | 4,2,0,1 | STOPS hybrid-stress-with-pools: 2 pools beside the stress of a hybrid"
                        + " functional, which needs all k-points in one (it prints \"stress for hybrid functionals not"
                        + " available with pools\"); take 1 pool, or do without the stress",
                "6.5 | 12,12,0,1 | STOPS pools-beyond-k-points: 12 pools for 10 k-points: 2 pools without work (it"
                        + " prints \"some nodes have no k-points\"); take 6 pools",
                "6.6 | 12,12,0,1 | WASTES pools-beyond-k-points: 12 pools for 10 k-points: 2 pools without work (it"
                        + " prints \"suboptimal parallelization: some nodes have no k-points\"); take 6 pools",
                "6.6 hybrid | 12,12,0,1 | STOPS pools-beyond-k-points: 12 pools for 10 k-points: 2 pools without work"
                        + " (it prints \"pools with no k-points not allowed for hybrid functionals\"); take 6 pools",
                "7.3 gamma | 2,2,0,1 | STOPS gamma-with-pools: 2 pools for 1 k-point: 1 pool without work (it prints"
                        + " \"Gamma-only calculations not allowed with pools\"); take 1 pool",
                "7.2 gamma | 2,2,0,1 | WASTES pools-beyond-k-points: 2 pools for 1 k-point: 1 pool without work (it"
                        + " prints \"suboptimal parallelization: some nodes have no k-points\"); take 1 pool",
                "6.2 | 8,2,0,3 | STOPS task-groups-do-not-divide-ranks: 3 task groups do not divide the 4 ranks of a"
                        + " pool (it prints \"nyfft value incompatible with nproc_bgrp\"); take 2 task groups",
                "6.1 | 4,1,0,3 | STOPS task-groups-do-not-divide-ranks: 3 task groups do not divide the 4 ranks of a"
                        + " pool (it prints \"the number of task groups should be a divisor of the number of MPI"
                        + " task\"); take 2 task groups",
                "7.0 | 40,1,0,2 | STOPS task-groups-without-pencils: 2 task groups, which pw.x 7.0 has with pencils only"
                        + " (it prints \"Slab decomposition and task groups not implemented.\"); take 1 task group, or"
                        + " add -pd true",
                "7.5 | 4,1,0,2 | WASTES task-groups-without-need: 2 task groups, though each of the 4 ranks of a pool"
                        + " has some of the 36 planes of the FFT grid without them; take 1 task group",
                "7.5 | 40,1,0,2 | ",
                "6.7 | 40,1,0,1 | WASTES ranks-without-planes: 40 ranks of a pool for 36 planes of the FFT grid: 4 of"
                        + " 40 have none; take at most 36 ranks in a pool",
                "6.8 | 37,1,0,1 | STOPS ranks-without-planes: 37 ranks of a pool for 36 planes of the FFT grid: 1 of 37"
                        + " have none (it prints \"there are processes with no planes. Use pencil decomposition (-pd"
                        + " .true.)\"); take at most 36 ranks in a pool, or add -pd true",
                "7.1 | 40,1,0,1 | STOPS ranks-without-planes: 40 ranks of a pool for 36 planes of the FFT grid: 4 of"
                        + " 40 have none (it prints \"there are processes with no planes. Use pencil decomposition (-pd"
                        + " .true.)\"); take at most 36 ranks in a pool, or add -pd true",
                "7.1 | 41,1,0,1 | WASTES ranks-without-planes: 41 ranks of a pool for 36 planes of the FFT grid: 5 of"
                        + " 41 have none (it prints \"WARNING: too many processors for an effective"
                        + " parallelization!\"); take at most 36 ranks in a pool",
                "7.5 | 80,1,0,2 | WASTES ranks-without-planes: 80 ranks of a pool in 2 task groups for 36 planes of the"
                        + " FFT grid: 4 of 40 have none (it prints \"WARNING: too many processors for an effective"
                        + " parallelization!\"); take at most 72 ranks in a pool",
                "7.5 | 102,1,0,3 | STOPS ranks-without-plane-waves: 102 ranks of a pool for 100 columns of plane waves:"
                        + " 2 have no plane waves (it prints \"Some processors have no plane waves! Wrong input  or too"
                        + " many processors for this job?\"); take at most 100 ranks in a pool",
                "6.5 | 102,1,1,3 | STOPS ranks-without-plane-waves: 102 ranks of a pool for 100 columns of plane waves:"
                        + " 2 have no plane waves (it prints \"No plane waves found: running on too many"
                        + " processors?\"); take at most 100 ranks in a pool",
                "7.3 | 102,1,0,3 | STOPS ranks-without-plane-waves: 102 ranks of a pool for 100 columns of plane waves:"
                        + " 2 have no plane waves (it prints \"wrong record length\"); take at most 100 ranks in a pool",
                "6.7 gamma | 51,1,1,3 | WASTES ranks-without-plane-waves: 51 ranks of a pool for 50 columns of plane"
                        + " waves: 1 have no plane waves; take at most 50 ranks in a pool",
                "7.5 few | 9,1,9,1 | STOPS linear-algebra-beyond-states: a linear algebra group of 3 x 3 ranks for 2"
                        + " states (it prints \"Too few bands for required ndiag\"); take at most 4 (-nd)",
                "6.7 few | 9,1,0,1 | STOPS linear-algebra-beyond-states: a linear algebra group of 3 x 3 ranks, which"
                        + " pw.x built with ScaLAPACK takes by itself, for 2 states (it prints \"Too few bands for"
                        + " required ndiag\"); take at most 4 (-nd)",
                "7.5 few | 9,1,0,1 | ",
                "7.5 | 8,2,6,1 | WASTES linear-algebra-not-taken: pw.x takes a linear algebra group of 2 x 2 ranks"
                        + " where 6 are asked for and a pool has 4; ask for 4 (-nd)",
                "7.5 | 20,10,0,1 | "
            })
    void everyRuleSaysWhatHappensAndWhatToDo(String workload, String layout, String expected) {
        String[] n = layout.split(",");
        Layout spread = new Layout(
                Integer.parseInt(n[0]), 1, 1, Integer.parseInt(n[1]), Integer.parseInt(n[2]), Integer.parseInt(n[3]));
        assertEquals(
                expected == null ? "" : expected,
                LayoutRules.broken(facts(workload), spread, MACHINE).stream()
                        .map(p -> p.severity() + " " + p.rule() + ": " + p)
                        .collect(Collectors.joining("\n")));
    }

    @Test
    void coresThatANodeLacksAreTold() {
        LayoutFacts facts = facts("7.5");
        assertEquals(
                "[25 tasks of 2 threads: 50 cores of a node, machine 'm' has 48; take at most 24 tasks of as many"
                        + " threads on a node]",
                LayoutRules.broken(facts, new Layout(1, 25, 2, 1), MACHINE).toString());
        assertEquals(
                "[1 task of 50 threads: 50 cores of a node, machine 'm' has 48; take at most 48 threads]",
                LayoutRules.broken(facts, new Layout(1, 1, 50, 1), MACHINE).toString());
        assertEquals(List.of(), LayoutRules.broken(facts, new Layout(1, 24, 2, 1), MACHINE));
    }

    @Test
    void wherePwxStopsComesFirst() {
        List<LayoutProblem> problems = LayoutRules.broken(facts("6.7"), new Layout(1, 60, 1, 12, 49, 3), MACHINE);
        assertEquals(
                List.of(
                        "task-groups-do-not-divide-ranks",
                        "pools-beyond-k-points",
                        "linear-algebra-not-taken",
                        "threads-beyond-cores"),
                problems.stream().map(LayoutProblem::rule).toList());
    }

    @Test
    void aRuleThatNeedsWhatIsNotKnownSaysNothing() {
        Counts none = new Counts(List.of(new Count.Real("n_el", 8)));
        Layout layout = new Layout(100, 48, 1, 400, 10, 2);
        assertEquals(
                List.of("linear-algebra-not-taken"),
                LayoutRules.broken(LayoutFacts.of(none), layout, MACHINE).stream()
                        .map(LayoutProblem::rule)
                        .toList());
        Counts some = new Counts(List.of(
                new Count.Whole("n_k", 100),
                new Count.Whole("n_spin", 2),
                new Count.Whole("qe_version", 605),
                new Count.Grid("fft_smooth", 9, 9, 9)));
        assertEquals(
                List.of("pools-beyond-k-points", "ranks-without-planes"),
                LayoutRules.broken(LayoutFacts.of(some), new Layout(100, 48, 1, 240), MACHINE).stream()
                        .map(LayoutProblem::rule)
                        .toList());
    }

    /** The page names the rules that the sources name, and no other. */
    @Test
    void thePageListsEveryRule() throws IOException {
        TreeSet<String> inSources = new TreeSet<>();
        Path sources = Path.of("src/main/java/org/qeperf/features/workload");
        for (String type : List.of("LayoutRules", "PoolRules", "TransformRules", "LinearAlgebraRules")) {
            inSources.addAll(all("\"([a-z]+(?:-[a-z]+){2,})\"", Files.readString(sources.resolve(type + ".java"))));
        }
        TreeSet<String> onPage = all("(?m)^\\| `([a-z-]+)` \\|", Files.readString(Path.of("../docs/layout-rules.md")));
        assertEquals(inSources, onPage);
        assertTrue(onPage.size() > 10, onPage.toString());
    }

    private static TreeSet<String> all(String pattern, String text) {
        TreeSet<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static LayoutFacts facts(String workload) {
        boolean gamma = workload.contains("gamma");
        return new LayoutFacts(
                QeVersion.parse(workload.substring(0, 3)),
                OptionalInt.of(gamma ? 1 : 10),
                OptionalInt.of(workload.contains("few") ? 2 : 20),
                OptionalInt.of(36),
                OptionalInt.of(40),
                OptionalLong.of(100),
                OptionalInt.of(0),
                gamma,
                workload.contains("hybrid"),
                workload.contains("stress"),
                workload.contains("phases"));
    }
}
