package org.qeperf.train.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;
import static org.qeperf.train.ExampleRuns.SCHEMA;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qeperf.api.TrainingException;
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

class CrossValidationTest {

    private static final Dataset DATA = Dataset.of(
            new RunSet("runs.jsonl", "00", ExampleRuns.ofSystems(10)),
            Cleaning.find("default"),
            RunTarget.SECONDS_PER_SCF_ITERATION,
            EXTRACTOR,
            SCHEMA);
    private static final SystemFolds FOLDS = SystemFolds.of(DATA, 5, 42);

    @Test
    void findsTheErrorThatWasPutIntoTheRuns() {
        CrossValidation validation = CrossValidation.run(DATA, FOLDS, fitter("work_total"), Progress.SILENT);
        ErrorReport report = validation.reports().get(CrossValidation.MODEL);
        assertEquals(0.1, report.mape(), 0.04);
        assertEquals(1, report.withinTwo());
        assertTrue(report.r2Log() > 0.95, report::toString);
    }

    @Test
    void coversAboutNineOfTen() {
        double coverage = CrossValidation.run(DATA, FOLDS, fitter("work_total"), Progress.SILENT)
                .coverage();
        assertEquals(0.9, coverage, 0.06);
    }

    @Test
    void showsTheBaselinesBesideTheModel() {
        Map<String, ErrorReport> reports = CrossValidation.run(DATA, FOLDS, fitter("work_total"), Progress.SILENT)
                .reports();
        assertEquals(
                List.of("model", "closed-form law, scaled to this machine", "closed-form law", "mean"),
                List.copyOf(reports.keySet()));
        double model = reports.get("model").medianError();
        assertTrue(
                model < reports.get("closed-form law, scaled to this machine").medianError());
        assertTrue(model < reports.get("mean").medianError());
        assertTrue(reports.get("mean").r2Log() < 0, "a mean explains nothing");
    }

    @Test
    void predictsEachRowWithoutItsSystem() {
        Fitter fitter = fitter("work_total");
        double[] predictions =
                CrossValidation.run(DATA, FOLDS, fitter, Progress.SILENT).predictions();
        for (int row : FOLDS.heldOut(2)) {
            double expected =
                    fitter.fit(DATA, FOLDS.training(2), Progress.SILENT).predict(DATA.rows(), row * SCHEMA.size());
            assertEquals(expected, predictions[row]);
        }
    }

    @Test
    void reportsItsFolds() {
        List<String> heard = new ArrayList<>();
        CrossValidation.run(
                DATA, FOLDS, fitter("work_total"), (what, done, total) -> heard.add(what + done + "/" + total));
        assertEquals(List.of("fold0/5", "fold1/5", "fold2/5", "fold3/5", "fold4/5", "fold5/5"), heard);
    }

    @Test
    void refusesAModelThatRunsToInfinity() {
        double[] rows = DATA.rows().clone();
        int column = SCHEMA.indexOf("gamma_only");
        int last = FOLDS.heldOut(0)[0];
        rows[last * SCHEMA.size() + column] = 1e300;
        for (int row : FOLDS.training(0)) {
            rows[row * SCHEMA.size() + column] = Math.log(DATA.targets()[row]);
        }
        Dataset data = new Dataset(
                RunTarget.SECONDS_PER_SCF_ITERATION,
                SCHEMA,
                DATA.runs(),
                rows,
                DATA.targets(),
                Map.of(),
                DATA.dropped());
        TrainingException e = assertThrows(
                TrainingException.class, () -> CrossValidation.run(data, FOLDS, fitter("gamma_only"), Progress.SILENT));
        assertEquals(
                "the model predicts Infinity for run '" + DATA.runs().get(last).id()
                        + "'; expected a positive number, try other hyperparameters",
                e.getMessage());
    }

    private static Fitter fitter(String column) {
        Map<String, String> settings = Map.of("column", Integer.toString(SCHEMA.indexOf(column)));
        RegressorCatalogue catalogue = RegressorCatalogue.of(new OneColumnProvider());
        return new Fitter(Recipe.of(catalogue, SCHEMA, "", "example/one-column", settings), 42);
    }
}
