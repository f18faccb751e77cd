package org.qeperf.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.qeperf.api.train.Progress;
import org.qeperf.api.train.Regressor;
import org.qeperf.api.train.RegressorCatalogue;
import org.qeperf.api.train.TrainingSet;
import org.qeperf.api.train.TrainingSpec;

/**
 * The side of qeperf in {@code compare-scikit-learn.py}: writes made-up runs into the folder that its argument names, then
 * trains what each line of the standard input asks for and answers with error and time.
 */
public final class TrainingQuality {

    static final String MISSING = "missing";

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final int TRAINING_ROWS = 5_000;
    private static final int UNSEEN_ROWS = 2_000;
    private static final long SEED = 20_261_121;

    private final RegressorCatalogue catalogue;
    private final RuntimeLikeRows rows;

    TrainingQuality(RegressorCatalogue catalogue, RuntimeLikeRows rows) {
        this.catalogue = catalogue;
        this.rows = rows;
    }

    /**
     * Answers until the standard input ends.
     *
     * @param arguments the folder for the runs
     * @throws IOException if the runs cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        RuntimeLikeRows rows = RuntimeLikeRows.draw(TRAINING_ROWS, UNSEEN_ROWS, SEED);
        rows.write(Path.of(arguments[0]));
        TrainingQuality quality = new TrainingQuality(RegressorCatalogue.load(), rows);
        System.out.println("ready");
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String question = questions.readLine();
        while (question != null) {
            System.out.println(quality.answer(question));
            question = questions.readLine();
        }
    }

    /**
     * Trains and judges.
     *
     * @param question provider/algorithm, a seed, and settings as name=value, with spaces between
     * @return root mean square error on the unseen rows, seconds and processor seconds of training; {@value #MISSING}
     *     where there is no such algorithm
     */
    String answer(String question) {
        String[] words = question.split(" ", -1);
        RegressorCatalogue.Choice choice = catalogue.choices().get(words[0]);
        if (choice == null) {
            return MISSING;
        }
        Map<String, String> settings = new HashMap<>();
        for (int i = 2; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            settings.put(words[i].substring(0, equals), words[i].substring(equals + 1));
        }
        TrainingSpec spec = new TrainingSpec(
                choice.algorithm().name(), choice.algorithm().configure(settings), Long.parseLong(words[1]));
        long start = System.nanoTime();
        long processorStart = PROCESS.getProcessCpuTime();
        Regressor regressor =
                choice.provider().train(spec, rows.training(), Progress.SILENT).regressor();
        double seconds = (System.nanoTime() - start) * 1e-9;
        double processorSeconds = (PROCESS.getProcessCpuTime() - processorStart) * 1e-9;
        return error(regressor, rows.unseen()) + " " + seconds + " " + processorSeconds;
    }

    private static double error(Regressor regressor, TrainingSet unseen) {
        double[] scratch = new double[regressor.scratchLength()];
        double squares = 0;
        for (int row = 0; row < unseen.size(); row++) {
            double value = regressor.predict(unseen.rows(), row * unseen.columns(), scratch);
            squares += Math.pow(value - unseen.targets()[row], 2);
        }
        return Math.sqrt(squares / unseen.size());
    }
}
