package org.qeperf.onnx;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.InputException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Prediction;
import org.qeperf.api.predict.Target;
import org.qeperf.runtime.artifact.PortableModel;
import org.qeperf.runtime.artifact.SeenRange;
import org.qeperf.runtime.table.TableFeatures;

/**
 * What an ONNX file says of itself besides its graph: entries of {@code metadata_props} whose keys begin with
 * {@code qeperf.}, see {@code docs/onnx.md}. Numbers of a row stand on one line with blanks between.
 *
 * @param id name and version of the model
 * @param schema the columns
 * @param target what it predicts
 * @param intervals how far true values lie from predictions
 * @param range what was seen of each column in training
 * @param verification rows and what the graph makes of them: {@code columns + 1} numbers each
 */
record Metadata(
        ModelId id,
        FeatureSchema schema,
        Target target,
        Intervals intervals,
        SeenRange range,
        double[][] verification) {

    private static final String FORMAT = "qeperf.format";
    private static final String NAME = "qeperf.name";
    private static final String VERSION = "qeperf.version";
    private static final String CODE = "qeperf.code";
    private static final String ALGORITHM = "qeperf.algorithm";
    private static final String SCHEMA = "qeperf.schema";
    private static final String FINGERPRINT = "qeperf.fingerprint";
    private static final String COLUMNS = "qeperf.columns";
    private static final String TARGET = "qeperf.target";
    private static final String UNIT = "qeperf.unit";
    private static final String LEVEL = "qeperf.interval_level";
    private static final String FACTOR = "qeperf.interval_factor";
    private static final String GROUPS = "qeperf.interval_factors";
    private static final String BOUNDS = "qeperf.interval_bounds";
    private static final String SLOPE = "qeperf.interval_slope";
    private static final String LOWEST = "qeperf.lowest";
    private static final String HIGHEST = "qeperf.highest";
    private static final String VERIFICATION = "qeperf.verification";

    /** The version of these keys. */
    private static final int CURRENT = 1;

    private static final int MOST_VERIFICATION_ROWS = 16;

    /** Where verification rows lie between lowest and highest of their columns. */
    private static final double[] PLACES = {0, 0.2, 0.4, 0.6, 0.8, 1};

    /** The entries of a model, in the order in which they are written. */
    static Map<String, String> of(PortableModel model) {
        double[][] range = model.range();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put(FORMAT, Integer.toString(CURRENT));
        entries.put(NAME, model.model().name());
        entries.put(VERSION, model.model().version());
        entries.put(CODE, model.manifest().code());
        entries.put(ALGORITHM, model.manifest().algorithm());
        entries.put(SCHEMA, model.schema().name());
        entries.put(FINGERPRINT, model.schema().fingerprint());
        entries.put(COLUMNS, columns(model.schema()));
        entries.put(TARGET, model.target().name());
        entries.put(UNIT, model.target().unit());
        entries.put(LEVEL, Double.toString(Prediction.LEVEL));
        entries.put(FACTOR, Double.toString(model.interval().factor(Prediction.LEVEL)));
        Intervals intervals = Intervals.of(model.interval());
        entries.put(GROUPS, intervals.factors().stream().map(Metadata::line).collect(Collectors.joining("\n")));
        if (intervals.bounds().length > 0) {
            entries.put(BOUNDS, line(intervals.bounds()));
        }
        entries.put(SLOPE, Double.toString(intervals.slope()));
        entries.put(LOWEST, line(range[0]));
        entries.put(HIGHEST, line(range[1]));
        String verification = verification(model, range);
        if (!verification.isEmpty()) {
            entries.put(VERIFICATION, verification);
        }
        return entries;
    }

    /** The features of a table may have blanks in their names. */
    private static String columns(FeatureSchema schema) {
        String between = schema.name().equals(TableFeatures.SCHEMA) ? "\n" : " ";
        return schema.features().stream().map(FeatureSpec::name).collect(Collectors.joining(between));
    }

    private static String line(double[] numbers) {
        return DoubleStream.of(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /** Rows along the way from the lowest to the highest; those that the model refuses to predict are left out. */
    private static String verification(PortableModel model, double[][] range) {
        int columns = model.schema().size();
        StringBuilder text = new StringBuilder();
        for (double place : PLACES) {
            double[] row = new double[columns];
            for (int i = 0; i < columns; i++) {
                row[i] = range[0][i] + place * (range[1][i] - range[0][i]);
            }
            double[] out = new double[1];
            try {
                model.predict(new FeatureMatrix(model.schema(), row), out);
            } catch (QePerfException | IllegalArgumentException e) {
                continue;
            }
            text.append(text.isEmpty() ? "" : "\n")
                    .append(line(row))
                    .append(' ')
                    .append(out[0]);
        }
        return text.toString();
    }

    /**
     * Reads the entries.
     *
     * @throws ArtifactException if the format is newer, or the schema another one
     * @throws IllegalArgumentException if an entry is missing or not sound
     */
    static Metadata of(String name, Map<String, String> entries, Collection<FeatureSchema> schemas) {
        requireFormat(name, entry(entries, FORMAT));
        FeatureSchema schema = schema(name, entries, schemas);
        if (entries.containsKey(COLUMNS) && !entry(entries, COLUMNS).equals(columns(schema))) {
            throw new IllegalArgumentException(
                    COLUMNS + " are not those of schema " + schema.name() + ", " + columns(schema));
        }
        SeenRange range = new SeenRange(
                schema,
                numbers(LOWEST, entry(entries, LOWEST), schema.size()),
                numbers(HIGHEST, entry(entries, HIGHEST), schema.size()));
        return new Metadata(
                new ModelId(entry(entries, NAME), entry(entries, VERSION)),
                schema,
                new Target(entry(entries, TARGET), entry(entries, UNIT)),
                intervals(entries),
                range,
                rows(entries.getOrDefault(VERIFICATION, ""), schema.size() + 1));
    }

    /** A file need not have more than one factor at one level. */
    private static Intervals intervals(Map<String, String> entries) {
        double level = number(entries, LEVEL);
        double factor = number(entries, FACTOR);
        if (!(level > 0 && level < 1) || !(factor >= 1)) {
            throw new IllegalArgumentException("an interval of level " + level + " and factor " + factor);
        }
        if (!entries.containsKey(GROUPS)) {
            return Intervals.of(level, factor);
        }
        String[] lines = entry(entries, GROUPS).split("\n", Intervals.MOST_GROUPS + 1);
        if (lines.length > Intervals.MOST_GROUPS) {
            throw new IllegalArgumentException(GROUPS + " has more than " + Intervals.MOST_GROUPS + " lines");
        }
        List<double[]> factors = Arrays.stream(lines)
                .map(line -> numbers(GROUPS, line, Intervals.LEVELS))
                .toList();
        double[] bounds = lines.length == 1 ? new double[0] : numbers(BOUNDS, entry(entries, BOUNDS), lines.length - 1);
        return new Intervals(bounds, factors, entries.containsKey(SLOPE) ? number(entries, SLOPE) : 0);
    }

    private static void requireFormat(String name, String format) {
        if (!format.matches("[1-9][0-9]{0,5}")) {
            throw new IllegalArgumentException(FORMAT + " is " + InputException.quote(format));
        }
        if (Integer.parseInt(format) > CURRENT) {
            throw new ArtifactException(
                    Reason.TOO_NEW,
                    name + ": metadata version " + format + " is newer than this library reads; expected at most "
                            + CURRENT + ", upgrade qeperf");
        }
    }

    private static FeatureSchema schema(String name, Map<String, String> entries, Collection<FeatureSchema> schemas) {
        String wanted = entry(entries, SCHEMA);
        String fingerprint = entry(entries, FINGERPRINT);
        for (FeatureSchema schema : known(wanted, entries, schemas)) {
            if (schema.name().equals(wanted)) {
                if (schema.fingerprint().equals(fingerprint)) {
                    return schema;
                }
                throw new ArtifactException(
                        Reason.WRONG_SCHEMA,
                        name + ": schema " + schema.name() + " has fingerprint " + InputException.quote(fingerprint)
                                + "; expected " + schema.fingerprint() + ", train the model again");
            }
        }
        throw new ArtifactException(
                Reason.WRONG_SCHEMA,
                name + ": made for schema " + InputException.quote(wanted) + "; expected one of "
                        + schemas.stream().map(FeatureSchema::name).collect(Collectors.joining(", ")));
    }

    /** The schema of a table is what the file says it is; others must be known. */
    private static Collection<FeatureSchema> known(
            String wanted, Map<String, String> entries, Collection<FeatureSchema> schemas) {
        return wanted.equals(TableFeatures.SCHEMA)
                ? List.of(TableFeatures.schema(List.of(entry(entries, COLUMNS).split("\n", -1))))
                : schemas;
    }

    private static String entry(Map<String, String> entries, String key) {
        String value = entries.get(key);
        if (value == null) {
            throw new IllegalArgumentException("the metadata have no " + key);
        }
        return value;
    }

    private static double number(Map<String, String> entries, String key) {
        return numbers(key, entry(entries, key), 1)[0];
    }

    private static double[] numbers(String key, String line, int count) {
        String[] words = line.split(" ", count + 1);
        if (words.length != count) {
            throw new IllegalArgumentException(key + " has not " + count + " numbers on a line");
        }
        return Arrays.stream(words).mapToDouble(word -> number(key, word)).toArray();
    }

    private static double number(String key, String word) {
        try {
            double number = Double.parseDouble(word);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " holds " + InputException.quote(word), e);
        }
        throw new IllegalArgumentException(key + " holds " + InputException.quote(word));
    }

    private static double[][] rows(String text, int columns) {
        if (text.isEmpty()) {
            return new double[0][];
        }
        String[] lines = text.split("\n", MOST_VERIFICATION_ROWS + 1);
        if (lines.length > MOST_VERIFICATION_ROWS) {
            throw new IllegalArgumentException(VERIFICATION + " has more than " + MOST_VERIFICATION_ROWS + " lines");
        }
        return Arrays.stream(lines)
                .map(line -> numbers(VERIFICATION, line, columns))
                .toArray(double[][]::new);
    }
}
