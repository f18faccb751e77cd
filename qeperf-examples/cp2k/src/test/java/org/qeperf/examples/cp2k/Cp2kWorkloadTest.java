package org.qeperf.examples.cp2k;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.qeperf.api.SourceLocation;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.Layouts;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.MissingCountException;
import org.qeperf.api.feature.RunLength;
import org.qeperf.api.feature.Workload;

class Cp2kWorkloadTest {

    private static final Machine MACHINE = new Machine("two", 2, 1 << 30);

    private final Cp2kExtractor extractor = new Cp2kExtractor();
    private final Workload run = extractor.read(Example.contents());
    private final FeatureSchema schema = extractor.schemas().get(0);

    @Test
    void featuresAreThoseOfTheCounts() {
        FeatureVector row = run.features(schema, new Layout(1, 2, 1, 1), MACHINE);
        assertEquals(2, row.get("atoms"));
        assertEquals(2, row.get("electrons"));
        assertEquals(20, row.get("spherical_functions"));
        assertEquals(1, row.get("molecular_orbitals"));
        assertEquals(90, row.get("volume"), 1e-9);
        assertEquals(2, row.get("ranks"));
        assertEquals(20.0 * 20 * 20 / 2, row.get("algebra_work_per_core"));
        assertEquals(run.counts().real("pair_work") / 2, row.get("collocation_work_per_core"), 1e-9);
    }

    @Test
    void workOfPairsIsThatOfTheFormula() {
        BasisSet basis =
                new BasisSet(1, 1, 2, 1, 1, List.of(new BasisSet.Gaussian(1, 0), new BasisSet.Gaussian(0.5, 1)));
        PairWork work = new PairWork();
        work.add(3, basis, new Word("x", new SourceLocation("a", 1, 1)));
        double cubicBohr = Math.pow(0.52917720859, 3);
        double pairs = Math.pow(2, 1.5) + 2 * 4 * Math.pow(3, 1.5) + 9 * Math.pow(4, 1.5);
        assertEquals(9 * pairs * Math.pow(40, 1.5) / 100, work.in(100 * cubicBohr, 40), 1e-6);
    }

    @Test
    void everyColumnIsDescribedOnce() {
        assertEquals(15, schema.size());
        assertEquals(schema.size(), Cp2kSchema.FIXED + 2 + Cp2kSchema.WORKS);
    }

    @Test
    void rowsOfManyLayoutsAreThoseOfEach() {
        Layouts layouts = new Layouts();
        layouts.add(1, 1, 1, 1, Layout.PROGRAM_CHOOSES, 1);
        layouts.add(2, 4, 3, 1, Layout.PROGRAM_CHOOSES, 1);
        double[] rows = new double[schema.size()];
        run.rows(schema, MACHINE).fill(layouts, 1, 2, rows);
        assertArrayEquals(run.features(schema, layouts.get(1), MACHINE).toArray(), rows);
    }

    @Test
    void restoredWorkloadsHaveTheSameFeatures() {
        Workload restored = extractor.restore(run.counts());
        assertArrayEquals(
                run.features(schema, Layout.serial(), MACHINE).toArray(),
                restored.features(schema, Layout.serial(), MACHINE).toArray());
        assertEquals(RunLength.UNKNOWN, restored.length());
    }

    @Test
    void countsThatAreMissingAreNamedAndImpossibleOnesRefused() {
        List<Count> some = new ArrayList<>(run.counts().all());
        some.removeIf(count -> count.name().equals("volume_cubic_angstrom"));
        Workload partial = extractor.restore(new Counts(some));
        assertEquals(
                "volume_cubic_angstrom",
                assertThrows(MissingCountException.class, () -> partial.features(schema, Layout.serial(), MACHINE))
                        .count());
        Counts negative = new Counts(List.of(new Count.Whole("atoms", -1)));
        assertEquals(
                "count 'atoms' is impossible: Whole[name=atoms, value=-1]",
                assertThrows(IllegalArgumentException.class, () -> extractor.restore(negative))
                        .getMessage());
    }

    @Test
    void theInputSaysHowFarTheRunMayGo() {
        assertEquals(new RunLength(RunLength.Motion.NONE, 1, 9, 1), run.length());
        assertEquals(
                50, extractor.read(Example.with(13, "EPS_SCF 1.0E-7")).length().mostScfIterations());
    }

    @Test
    void whatOnlyPwxCanBeToldIsRefused() {
        List<String> problems = run.problems(new Layout(1, 4, 1, 2, 4, 2), MACHINE).stream()
                .map(LayoutProblem::toString)
                .toList();
        assertEquals(
                List.of(
                        "2 pools, which CP2K cannot be told; use 1 pool",
                        "4 ranks of a linear algebra group, which CP2K cannot be told; use the program's choice",
                        "2 task groups, which CP2K cannot be told; use 1 task group",
                        "4 threads on a node of two, which has 2 cores; use at most 2"),
                problems);
        assertEquals(List.of(), run.problems(run.programsChoice(1, 2, 1), MACHINE));
        assertEquals(List.of(), run.warnings());
        assertEquals(List.of(), run.warnings(Layout.serial()));
    }

    @Test
    void thereIsNoEstimateOfMemoryAndNoOtherSchema() {
        assertEquals(OptionalDouble.empty(), run.memoryPerRankBytes(Layout.serial()));
        assertEquals(
                "CP2K has no schema x; it has cp2k-1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> run.rows(new FeatureSchema("x", schema.features()), MACHINE))
                        .getMessage());
    }
}
