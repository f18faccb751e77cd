package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.ArtifactException.Reason;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FeatureSchema;
import org.qeperf.api.train.Algorithm.Inputs;
import org.qeperf.api.train.Insight;
import org.qeperf.runtime.artifact.Preparation.TargetForm;
import org.qeperf.runtime.score.PortableRegressor;
import org.qeperf.runtime.table.TableFeatures;

/**
 * Reads model files and believes nothing in them: sizes, then format version, sums, schema and arrays are checked, then
 * the verification rows are predicted, and only then is the model handed out. Nothing in a file names a class.
 */
public final class ArtifactReader {

    private static final int LARGEST_FILE = 64 << 20;
    private static final int LARGEST_CONTENT = 64 << 20;
    private static final int LARGEST_TEXT = 8 << 20;
    private static final int MOST_ENTRIES = 256;
    private static final String LOGARITHMIC = ArtifactFormat.ARRAYS + "column_logarithmic.npy";
    private static final int MOST_VERIFICATION_ROWS = 100;

    /** Bytes of all entries times verification rows: what is predicted with them takes seconds at most. */
    private static final long MOST_VERIFICATION_WORK = 1L << 30;

    private static final int LONGEST_QUOTE = 200;
    private static final String ENTRY_NAME =
            "[A-Za-z0-9_]{1,40}(/[A-Za-z0-9_]{1,40}(\\.[a-z0-9_]{1,40}){0,2})?(\\.[a-z]{1,4})?";

    private final String name;
    private final Map<String, byte[]> entries;

    private final boolean stored;

    private ArtifactReader(String name, Map<String, byte[]> entries, boolean stored) {
        this.name = name;
        this.entries = entries;
        this.stored = stored;
    }

    /**
     * Reads a file.
     *
     * @param file the model file
     * @param schemas the schemas that rows can be made for
     * @return a verified model
     * @throws ArtifactException if the file cannot be used; {@link ArtifactException#reason()} says why
     * @throws UncheckedIOException if it cannot be read
     */
    public static PortableModel read(Path file, Collection<FeatureSchema> schemas) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in, schemas);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a stream.
     *
     * @param name what to call it in messages
     * @param in the content of a model file; not closed
     * @param schemas the schemas that rows can be made for
     * @return a verified model
     * @throws ArtifactException if the file cannot be used; {@link ArtifactException#reason()} says why
     * @throws UncheckedIOException if it cannot be read
     */
    public static PortableModel read(String name, InputStream in, Collection<FeatureSchema> schemas) {
        byte[] bytes;
        try {
            bytes = in.readNBytes(LARGEST_FILE + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > LARGEST_FILE) {
            throw corrupt(name, "the file is larger than " + LARGEST_FILE + " bytes");
        }
        try {
            return unzip(name, bytes).model(schemas);
        } catch (IllegalArgumentException e) {
            throw new ArtifactException(
                    Reason.CORRUPT,
                    name + ": " + shown(String.valueOf(e.getMessage())) + "; expected a sound model file",
                    e);
        } catch (IOException e) {
            throw new ArtifactException(
                    Reason.CORRUPT, name + ": not a model file; expected a zip of JSON and arrays", e);
        }
    }

    private static ArtifactReader unzip(String name, byte[] bytes) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        boolean stored = true;
        long total = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] content = zip.readNBytes((int) (LARGEST_CONTENT - total + 1));
                total += content.length;
                if (total > LARGEST_CONTENT || entries.size() == MOST_ENTRIES) {
                    throw corrupt(
                            name, "more than " + LARGEST_CONTENT + " bytes or " + MOST_ENTRIES + " entries in it");
                }
                if (content.length > LARGEST_TEXT && !entry.getName().endsWith(".npy")) {
                    throw corrupt(name, "an entry holds more than " + LARGEST_TEXT + " bytes of text");
                }
                stored &= entry.getMethod() == ZipEntry.STORED;
                if (!entry.getName().matches(ENTRY_NAME) || entries.put(entry.getName(), content) != null) {
                    throw corrupt(name, "an entry name is not allowed or stands twice");
                }
            }
        }
        return new ArtifactReader(name, entries, stored);
    }

    private PortableModel model(Collection<FeatureSchema> schemas) throws IOException {
        JsonNode text = manifest();
        int format = text.path("format").intValue();
        boolean format1 = format == 1;
        if (!Arrays.equals(ArtifactFormat.sums(entries), entry(ArtifactFormat.SUMS))) {
            throw corrupt(name, "the checksums do not match the content");
        }
        if (!format1 && !stored) {
            throw corrupt(name, "its entries are compressed");
        }
        Manifest manifest = ArtifactFormat.JSON.treeToValue(upgraded((ObjectNode) text, format), Manifest.class);
        Optional<TableFeatures> table = format < 3 ? Optional.empty() : table(manifest);
        FeatureSchema schema =
                schema(manifest, table.map(t -> List.of(t.schema())).orElse(List.copyOf(schemas)));
        Preparation preparation = preparation(manifest, schema);
        // Whoever reads the file without the schema goes by this array.
        if (!format1 && !Arrays.equals(Npy.write(preparation.logarithmic()), entry(LOGARITHMIC))) {
            throw corrupt(name, "column_logarithmic does not say what the schema says");
        }
        PortableRegressor regressor = function(manifest.regressor(), ArtifactFormat.REGRESSOR);
        PredictionInterval interval = interval(format);
        double[] lowest = numbers("column_lowest");
        double[] highest = numbers("column_highest");
        List<Insight> insights = format1 ? List.of() : insights();
        PortableModel model = table.isPresent()
                ? new PortableModel(manifest, table.get(), preparation, regressor, interval, lowest, highest, insights)
                : new PortableModel(manifest, schema, preparation, regressor, interval, lowest, highest, insights);
        verify(model);
        return model;
    }

    /** A manifest in the form of the current format. */
    private static ObjectNode upgraded(ObjectNode manifest, int format) {
        ObjectNode second = format == 1 ? ManifestFormat1.upgrade(manifest) : manifest;
        ObjectNode third = format < 3 ? ManifestFormat2.upgrade(second) : second;
        // What format 4 changed stands in other entries.
        return third.deepCopy().put("format", ArtifactFormat.VERSION);
    }

    private Optional<TableFeatures> table(Manifest manifest) throws IOException {
        boolean wanted = manifest.schema().equals(TableFeatures.SCHEMA);
        if (!wanted && entries.containsKey(ArtifactFormat.TABLE)) {
            throw corrupt(name, "there is a " + ArtifactFormat.TABLE + " for rows of another schema");
        }
        return wanted
                ? Optional.of(TableJson.read(ArtifactFormat.JSON.readTree(entry(ArtifactFormat.TABLE))))
                : Optional.empty();
    }

    /** The manifest of a format that can be read. */
    private JsonNode manifest() throws IOException {
        JsonNode manifest = ArtifactFormat.JSON.readTree(entry(ArtifactFormat.MANIFEST));
        JsonNode format = manifest.path("format");
        if (!format.isInt() || format.intValue() < 0) {
            throw corrupt(name, "manifest.json gives no format version");
        }
        if (format.intValue() > ArtifactFormat.VERSION) {
            throw new ArtifactException(
                    Reason.TOO_NEW,
                    name + ": format version " + format.intValue()
                            + " is newer than this library reads; expected at most " + ArtifactFormat.VERSION
                            + ", upgrade qeperf");
        }
        if (format.intValue() < ArtifactFormat.OLDEST) {
            throw new ArtifactException(
                    Reason.TOO_OLD,
                    name + ": format version " + format.intValue() + " is no longer read; expected at least "
                            + ArtifactFormat.OLDEST + ", train the model again");
        }
        return manifest;
    }

    private Preparation preparation(Manifest manifest, FeatureSchema schema) {
        double[] target = numbers("target");
        if (target.length != 2) {
            throw corrupt(name, "the target has " + target.length + " numbers");
        }
        return Preparation.of(
                schema,
                inputs(manifest),
                numbers("column_mean"),
                numbers("column_deviation"),
                targetForm(manifest),
                target[0],
                target[1],
                normalizer(manifest, schema));
    }

    private Inputs inputs(Manifest manifest) {
        return switch (manifest.inputs()) {
            case "raw" -> Inputs.RAW;
            case "standardized" -> Inputs.STANDARDIZED;
            default -> throw corrupt(name, "the inputs are neither standardized nor raw");
        };
    }

    private TargetForm targetForm(Manifest manifest) {
        return switch (manifest.targetForm()) {
            case "logarithm" -> TargetForm.LOGARITHM;
            case "identity" -> TargetForm.IDENTITY;
            default -> throw corrupt(name, "the target's form is neither logarithm nor identity");
        };
    }

    private Normalizer normalizer(Manifest manifest, FeatureSchema schema) {
        if (!manifest.law().equals(Manifest.Function.NONE)) {
            return Normalizer.law(manifest.normalizer(), function(manifest.law(), ArtifactFormat.LAW));
        }
        return manifest.normalizer().isEmpty() ? Normalizer.NONE : Normalizer.feature(schema, manifest.normalizer());
    }

    private PredictionInterval interval(int format) throws IOException {
        JsonNode intervals = ArtifactFormat.JSON.readTree(entry(ArtifactFormat.INTERVALS));
        return IntervalsJson.read(format < 4 ? IntervalsJson.upgrade(intervals) : intervals);
    }

    private List<Insight> insights() throws IOException {
        JsonNode members = ArtifactFormat.JSON.readTree(entry(ArtifactFormat.INSIGHTS));
        if (!members.isObject()) {
            throw corrupt(name, "insights.json holds no insights");
        }
        List<Insight> insights = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            insights.add(
                    new Insight(member.getKey(), ArtifactFormat.JSON.treeToValue(member.getValue(), double[].class)));
        }
        return insights;
    }

    private FeatureSchema schema(Manifest manifest, Collection<FeatureSchema> schemas) {
        for (FeatureSchema schema : schemas) {
            if (schema.name().equals(manifest.schema())) {
                if (schema.fingerprint().equals(manifest.fingerprint())) {
                    return schema;
                }
                throw new ArtifactException(
                        Reason.WRONG_SCHEMA,
                        name + ": schema " + schema.name() + " has fingerprint " + shown(manifest.fingerprint())
                                + "; expected "
                                + schema.fingerprint() + ", train the model again");
            }
        }
        throw new ArtifactException(
                Reason.WRONG_SCHEMA,
                name + ": made for schema " + InputException.quote(manifest.schema()) + "; expected one of "
                        + String.join(
                                ", ", schemas.stream().map(FeatureSchema::name).toList()));
    }

    private PortableRegressor function(Manifest.Function function, String prefix) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (String entry : entries.keySet()) {
            if (entry.startsWith(prefix) && entry.endsWith(".npy")) {
                arrays.put(entry.substring(prefix.length(), entry.length() - ".npy".length()), Npy.read(entry(entry)));
            }
        }
        return PortableRegressor.of(function.kind(), arrays, function.words());
    }

    private double[] numbers(String array) {
        if (Npy.read(entry(ArtifactFormat.ARRAYS + array + ".npy")) instanceof double[] values) {
            return values;
        }
        throw corrupt(name, array + " does not hold real numbers");
    }

    private void verify(PortableModel model) {
        String[] lines = verificationLines();
        int columns = model.schema().size();
        if (lines.length < 2) {
            throw corrupt(name, "there are no verification rows");
        }
        if (lines.length > MOST_VERIFICATION_ROWS + 1) {
            throw corrupt(name, "there are more than " + MOST_VERIFICATION_ROWS + " verification rows");
        }
        long size =
                entries.values().stream().mapToLong(content -> content.length).sum();
        if (size * (lines.length - 1) > MOST_VERIFICATION_WORK) {
            throw corrupt(name, "there are too many verification rows for a file of its size");
        }
        TargetForm form = model.preparation().targetForm();
        for (int i = 1; i < lines.length; i++) {
            String[] cells = cells(lines[i], i, columns + 1);
            double[] row = new double[columns];
            for (int c = 0; c < columns; c++) {
                row[c] = Double.parseDouble(cells[c]);
            }
            double value = model.value(row);
            // The function of an identity may give any number for a row far from those that matter.
            if (!Double.isFinite(value) || value <= 0 && form == TargetForm.LOGARITHM) {
                throw corrupt(name, "verification row " + i + " predicts no positive number");
            }
            double expected = Double.parseDouble(cells[columns]);
            // A file of format 1 was made with Math.exp, which may differ in the last bits between platforms.
            if (!(Math.abs(value - expected) <= 1e-9 * Math.abs(expected)) || Double.isInfinite(expected)) {
                throw corrupt(name, "verification row " + i + " predicts " + value + " instead of " + expected);
            }
        }
    }

    /** As many as are allowed; if there are more, all others in one. Empty ones at the end do not count. */
    private String[] verificationLines() {
        String text = new String(entry(ArtifactFormat.VERIFICATION), StandardCharsets.UTF_8);
        return withoutLast(text, '\n').split("\n", MOST_VERIFICATION_ROWS + 2);
    }

    /** The cells of a verification row, of which empty ones at the end do not count. */
    private String[] cells(String line, int row, int wanted) {
        String text = withoutLast(line, ',');
        String[] cells = text.split(",", wanted + 1);
        if (cells.length != wanted) {
            // Of commas alone nothing is left.
            long count = text.isEmpty() && !line.isEmpty()
                    ? 0
                    : text.chars().filter(c -> c == ',').count() + 1;
            throw corrupt(name, "verification row " + row + " has " + count + " numbers");
        }
        return cells;
    }

    private static String withoutLast(String text, char last) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == last) {
            end--;
        }
        return text.substring(0, end);
    }

    private byte[] entry(String entry) {
        byte[] content = entries.get(entry);
        if (content == null) {
            throw corrupt(name, "there is no " + entry);
        }
        return content;
    }

    /** Text that may come from the file, fit to stand in a message. */
    private static String shown(String text) {
        String line = InputException.printable(text);
        return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "..." : line;
    }

    private static ArtifactException corrupt(String name, String what) {
        return new ArtifactException(Reason.CORRUPT, name + ": " + what + "; expected a sound model file");
    }
}
