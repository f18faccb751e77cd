package org.qeperf.train.exchange;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.evaluate.SystemFolds;

/**
 * A data set as OpenML takes it: the table, its description, the division of a task of regression, and predictions for it. Row n of
 * the table is the row n of divisions and predictions, counted from 0. Equal data give equal bytes. Immutable.
 */
public final class OpenMl {

    /** Name of the column of runs. */
    static final String RUN = "run";

    /** Name of the column that divisions keep together. */
    static final String SYSTEM = "system";

    private final Dataset data;
    private final Source source;
    private final SystemFolds folds;

    private OpenMl(Dataset data, Source source, SystemFolds folds) {
        this.data = data;
        this.source = source;
        this.folds = folds;
    }

    /**
     * What is told of a data set besides its rows.
     *
     * @param name its name
     * @param runs name of the run file
     * @param sha256 digest of the run file
     * @param cleaning name of the rules that left runs out
     * @param folds number of folds, at least 2
     * @param seed of the division into folds
     * @param licence under which it may be used, such as {@code CC-BY-4.0}; empty for none told
     * @param creators who made it, possibly nobody
     */
    public record Source(
            String name,
            String runs,
            String sha256,
            String cleaning,
            int folds,
            long seed,
            Optional<String> licence,
            List<String> creators) {

        private static final String WORD = "[A-Za-z0-9_.(),-]{1,128}";
        private static final String PERSON = "\\p{ASCII}{1,128}";

        /** Refuses what OpenML would. */
        public Source {
            creators = List.copyOf(creators);
            require(name.matches(WORD), "the name", name, "letters, digits and _ . ( ) , -, at most 128");
            licence.ifPresent(word ->
                    require(word.matches(WORD), "the licence", word, "letters, digits and _ . ( ) , -, at most 128"));
            for (String creator : creators) {
                require(
                        creator.matches(PERSON) && creator.chars().noneMatch(Character::isISOControl),
                        "a creator",
                        creator,
                        "letters of ASCII, at most 128");
            }
        }

        private static void require(boolean fits, String what, String text, String expected) {
            if (!fits) {
                throw new IllegalArgumentException(
                        what + " is " + InputException.quote(text) + "; expected " + expected);
            }
        }
    }

    /**
     * Divides rows by system, as a cross-validation does.
     *
     * @param data the rows
     * @param source what else is told
     * @return the data set
     * @throws org.qeperf.api.TrainingException if there are fewer systems than folds
     */
    public static OpenMl of(Dataset data, Source source) {
        return new OpenMl(data, source, SystemFolds.of(data, source.folds(), source.seed()));
    }

    /**
     * The table: run, system, the features in the order of the schema, the target.
     *
     * @return ARFF
     */
    public String table() {
        List<FeatureSpec> features = data.schema().features();
        Arff arff = new Arff(source.name())
                .labels(RUN, data.runs().stream().map(RunRecord::id).toList())
                .labels(SYSTEM, Grouping.of(data, Grouping.SYSTEM).groups());
        for (int column = 0; column < features.size(); column++) {
            double[] values = new double[data.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = data.rows()[row * features.size() + column];
            }
            arff.numbers(features.get(column).name(), values);
        }
        return arff.numbers(data.target().target().name(), data.targets()).text();
    }

    /**
     * The division: each row once in the test of its fold, and in the training of the others.
     *
     * @return ARFF with the columns of OpenML
     */
    public String splits() {
        int lines = data.size() * folds.count();
        String[] type = new String[lines];
        int[] row = new int[lines];
        int[] fold = new int[lines];
        int line = 0;
        for (int f = 0; f < folds.count(); f++) {
            for (int r : folds.training(f)) {
                type[line] = "TRAIN";
                row[line] = r;
                fold[line++] = f;
            }
            for (int r : folds.heldOut(f)) {
                type[line] = "TEST";
                row[line] = r;
                fold[line++] = f;
            }
        }
        return new Arff(source.name() + "_splits")
                .labels("type", Arrays.asList(type))
                .whole("rowid", row)
                .whole("repeat", new int[lines])
                .whole("fold", fold)
                .text();
    }

    /**
     * Predictions beside measurements.
     *
     * @param predicted one number for each row: of models that had not seen the fold of the row, where they shall tell an error
     * @return ARFF with the columns of OpenML
     */
    public String predictions(double[] predicted) {
        int[] rows = new int[data.size()];
        int[] foldOf = new int[rows.length];
        double[] ordered = new double[rows.length];
        double[] truth = new double[rows.length];
        int line = 0;
        for (int f = 0; f < folds.count(); f++) {
            for (int r : folds.heldOut(f)) {
                rows[line] = r;
                foldOf[line] = f;
                ordered[line] = predicted[r];
                truth[line++] = data.targets()[r];
            }
        }
        return new Arff(source.name() + "_predictions")
                .whole("repeat", new int[rows.length])
                .whole("fold", foldOf)
                .whole("row_id", rows)
                .numbers("prediction", ordered)
                .numbers("truth", truth)
                .text();
    }

    /**
     * Predictions of one model for all rows.
     *
     * @param model a model of the same schema
     * @return ARFF with the columns of OpenML
     */
    public String predictions(PortableModel model) {
        int columns = data.schema().size();
        double[] predicted = new double[data.size()];
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = model.value(Arrays.copyOfRange(data.rows(), row * columns, (row + 1) * columns));
        }
        return predictions(predicted);
    }

    /**
     * All files of the data set.
     *
     * @return their texts by name, in order
     */
    public Map<String, String> files() {
        String table = table();
        OpenMlDescription description = new OpenMlDescription(data, source, table);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("data.arff", table);
        files.put("description.xml", description.xml());
        files.put("description.json", description.json());
        files.put("features.json", description.features());
        files.put("qualities.json", description.qualities());
        files.put("splits.arff", splits());
        return files;
    }

    /**
     * Writes files to a folder, each as a whole.
     *
     * @param files texts by name
     * @param folder where to
     */
    public static void write(Map<String, String> files, Path folder) {
        files.forEach((name, text) -> AtomicFile.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8)));
    }
}
