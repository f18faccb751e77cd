package org.qeperf.store;

import java.util.List;
import java.util.OptionalDouble;
import org.qeperf.api.InputException;
import org.qeperf.api.predict.Interval;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.data.RunRecordJson;
import org.qeperf.train.store.RunPrediction;

/**
 * A run that will be read back as it was: checked before anything is written.
 *
 * @param run the run
 * @param text its JSON text
 * @param predictions what was predicted of it, without negative zeros, which SQLite does not keep
 */
record PreparedRun(RunRecord run, String text, List<RunPrediction> predictions) {

    /** An {@link IllegalArgumentException} says what would not be read back. */
    static PreparedRun of(RunRecord run, List<RunPrediction> predictions) {
        String text = JsonText.write(RunRecordJson.write(run));
        RunRecord back;
        try {
            back = RunRecordJson.read(JsonText.read(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(cannotStore(run) + e.getMessage(), e);
        }
        if (!back.equals(run)) {
            throw new IllegalArgumentException(cannotStore(run) + "its JSON text gives another record");
        }
        return new PreparedRun(
                run, text, predictions.stream().map(p -> checked(run, p)).toList());
    }

    private static RunPrediction checked(RunRecord run, RunPrediction prediction) {
        if (Double.isNaN(prediction.value())
                || Double.isNaN(prediction.measured().orElse(0))) {
            throw new IllegalArgumentException(
                    cannotStore(run) + "a prediction of " + prediction.model() + " is not a number");
        }
        Interval interval = prediction.interval();
        OptionalDouble measured = prediction.measured();
        return new RunPrediction(
                prediction.alias(),
                prediction.model(),
                prediction.target(),
                positiveZero(prediction.value()),
                new Interval(positiveZero(interval.lower()), positiveZero(interval.upper()), interval.level()),
                measured.isPresent() ? OptionalDouble.of(positiveZero(measured.getAsDouble())) : measured);
    }

    private static String cannotStore(RunRecord run) {
        return "run " + InputException.quote(run.id()) + " cannot be stored: ";
    }

    private static double positiveZero(double value) {
        return value + 0.0;
    }
}
