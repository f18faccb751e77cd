package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.Map;
import java.util.stream.IntStream;
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

class PermutationImportanceTest {

    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(20)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            EXTRACTOR,
            SCHEMA);

    private static double[] importance(String normalizer, long seed) {
        Map<String, String> settings = Map.of("column", Integer.toString(SCHEMA.indexOf("work_fft")));
        Recipe recipe = Recipe.of(
                RegressorCatalogue.of(new OneColumnProvider()), SCHEMA, normalizer, "example/one-column", settings);
        int[] all = IntStream.range(0, DATA.size()).toArray();
        double[] before = DATA.rows().clone();
        PermutationImportance importance = new PermutationImportance(DATA, seed);
        importance.add(new Fitter(recipe, 42).fit(DATA, all, Progress.SILENT), all);
        assertArrayEquals(before, DATA.rows(), "the data stay as they are");
        return importance.values();
    }

    @Test
    void onlyTheColumnsThatAModelReadsAreImportant() {
        double[] plain = importance("", 1);
        for (int c = 0; c < plain.length; c++) {
            if (c == SCHEMA.indexOf("work_fft")) {
                assertTrue(plain[c] > 0.01, plain[c] + "");
            } else {
                assertEquals(0, plain[c], SCHEMA.features().get(c).name());
            }
        }
        double[] divided = importance("work_density", 1);
        assertTrue(divided[SCHEMA.indexOf("work_density")] > 0.01);
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(importance("", 1), importance("", 1));
        int column = SCHEMA.indexOf("work_fft");
        assertTrue(importance("", 1)[column] != importance("", 2)[column]);
    }
}
