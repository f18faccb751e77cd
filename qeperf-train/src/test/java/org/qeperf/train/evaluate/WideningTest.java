package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.OneColumnProvider;
import org.qeperf.train.data.Cleaning;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.RunSet;
import org.qeperf.train.data.RunTarget;
import org.qeperf.train.fit.Fitter;
import org.qeperf.train.fit.Recipe;

class WideningTest {

    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(10)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            EXTRACTOR,
            SCHEMA);
    private static final SystemFolds FOLDS = SystemFolds.of(DATA, 5, 42);
    private static final int WORK = SCHEMA.indexOf("work_total");

    private static Fitter fitter() {
        RegressorCatalogue catalogue = RegressorCatalogue.of(new OneColumnProvider());
        Map<String, String> settings = Map.of("column", Integer.toString(WORK));
        return new Fitter(Recipe.of(catalogue, SCHEMA, "", "example/one-column", settings), 42);
    }

    /** Runs whose time is another function of their place among all, from 0 to 1, than the model can learn. */
    private static Dataset bent(DoubleUnaryOperator logarithm) {
        double[] targets = DATA.targets().clone();
        double[] work = new double[targets.length];
        for (int i = 0; i < work.length; i++) {
            work[i] = Math.log(DATA.rows()[i * SCHEMA.size() + WORK]);
        }
        double lowest = Arrays.stream(work).min().orElseThrow();
        double highest = Arrays.stream(work).max().orElseThrow();
        for (int i = 0; i < targets.length; i++) {
            double place = (work[i] - lowest) / (highest - lowest);
            targets[i] *= Math.exp(logarithm.applyAsDouble(place));
        }
        return new Dataset(
                DATA.target(), SCHEMA, DATA.runs(), DATA.rows(), targets, DATA.kernelSeconds(), DATA.dropped());
    }

    private static double slope(Dataset data) {
        CrossValidation validation = CrossValidation.run(data, FOLDS, fitter(), Progress.SILENT);
        return Widening.slope(data, fitter(), validation, Progress.SILENT);
    }

    @Test
    void aModelThatIsRightFarAwayNeedsLittle() {
        assertTrue(slope(DATA) < 5, () -> "slope " + slope(DATA));
    }

    @Test
    void aModelThatIsWrongFarAwayNeedsMore() {
        double straight = slope(DATA);
        double bent = slope(bent(place -> place > 0.85 ? 20 * (place - 0.85) : 0));
        assertTrue(bent > 2 * straight && bent <= 100, () -> bent + " after " + straight);
    }

    @Test
    void theSlopeWidensIntervalsAndLeavesPredictions() {
        Dataset data = bent(place -> place > 0.85 ? 6 * (place - 0.85) : 0);
        CrossValidation plain = CrossValidation.run(data, FOLDS, fitter(), Progress.SILENT);
        double slope = Widening.slope(data, fitter(), plain, Progress.SILENT);
        CrossValidation widened = plain.widened(data, slope);
        assertEquals(slope, widened.slope());
        assertEquals(slope, widened.interval(data).slope());
        assertEquals(0, plain.slope());
        assertEquals(plain.predictions(), widened.predictions());
    }

    @Test
    void groupsAtAnEndAreNotLearntFrom() {
        double[] values = {1, 9, 2, 3, 8, 4};
        List<String> groups = List.of("a", "a", "b", "b", "c", "d");
        assertArrayEquals(new int[] {2, 3, 5}, Widening.rest(values, 7, groups));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, Widening.rest(values, 9, groups));
    }

    @Test
    void reportsTheEnds() {
        CrossValidation validation = CrossValidation.run(DATA, FOLDS, fitter(), Progress.SILENT);
        List<String> heard = new ArrayList<>();
        Widening.slope(DATA, fitter(), validation, (what, done, total) -> heard.add(what + done + "/" + total));
        // The model knows one feature, which has two ends.
        assertEquals(List.of("end0/2", "end1/2", "end2/2"), heard);
    }
}
