package org.qeperf.runtime.artifact;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.qeperf.api.feature.FeatureMatrix;
import org.qeperf.api.feature.FeatureSpec;

/**
 * Writes model files. Entries have a fixed order and time, so equal models make equal bytes.
 */
public final class ArtifactWriter {

    private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private ArtifactWriter() {}

    /**
     * The bytes of a model file.
     *
     * @param model the model
     * @param verification rows that a reader predicts before it hands the model out; at least one
     * @return the file's content
     * @throws org.qeperf.api.ArtifactException if the file would be one that the reader refuses, such as one too large
     */
    public static byte[] toBytes(PortableModel model, FeatureMatrix verification) {
        if (verification.rows() == 0) {
            throw new IllegalArgumentException("a model file needs verification rows");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put(ArtifactFormat.MANIFEST, json(model.manifest()));
        model.table().ifPresent(table -> entries.put(ArtifactFormat.TABLE, json(TableJson.write(table))));
        double[][] columns = model.preparation().columns();
        double[][] range = model.range();
        put(
                entries,
                ArtifactFormat.ARRAYS + "column_logarithmic",
                model.preparation().logarithmic());
        put(entries, ArtifactFormat.ARRAYS + "column_mean", columns[0]);
        put(entries, ArtifactFormat.ARRAYS + "column_deviation", columns[1]);
        put(entries, ArtifactFormat.ARRAYS + "column_lowest", range[0]);
        put(entries, ArtifactFormat.ARRAYS + "column_highest", range[1]);
        put(entries, ArtifactFormat.ARRAYS + "target", model.preparation().target());
        Normalizer normalizer = model.preparation().normalizer();
        normalizer
                .law()
                .ifPresent(law ->
                        law.arrays().forEach((name, array) -> put(entries, ArtifactFormat.LAW + name, array)));
        model.regressor().arrays().forEach((name, array) -> put(entries, ArtifactFormat.REGRESSOR + name, array));
        Map<String, double[]> insights = new LinkedHashMap<>();
        model.insights().forEach(insight -> insights.put(insight.name(), insight.values()));
        entries.put(ArtifactFormat.INSIGHTS, json(insights));
        entries.put(ArtifactFormat.INTERVALS, json(IntervalsJson.write(model.interval())));
        entries.put(ArtifactFormat.VERIFICATION, verification(model, verification));
        entries.put(ArtifactFormat.SUMS, ArtifactFormat.sums(entries));
        byte[] file = zip(entries);
        // What could not be read again is not handed out.
        ArtifactReader.read("the model to be written", new ByteArrayInputStream(file), List.of(model.schema()));
        return file;
    }

    private static void put(Map<String, byte[]> entries, String name, Object array) {
        entries.put(name + ".npy", Npy.write(array));
    }

    private static byte[] json(Object value) {
        try {
            return ArtifactFormat.JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a manifest is always JSON", e);
        }
    }

    private static byte[] verification(PortableModel model, FeatureMatrix rows) {
        StringBuilder text = new StringBuilder();
        for (FeatureSpec feature : model.schema().features()) {
            text.append(feature.name()).append(',');
        }
        text.append("expected\n");
        int columns = model.schema().size();
        for (int first = 0; first < rows.values().length; first += columns) {
            double[] row = Arrays.copyOfRange(rows.values(), first, first + columns);
            for (double x : row) {
                text.append(x).append(',');
            }
            text.append(model.value(row)).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            // Not compressed: Java versions compress to different bytes, and numbers that were measured hardly shrink.
            zip.setMethod(ZipOutputStream.STORED);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry head = new ZipEntry(entry.getKey());
                head.setTimeLocal(ENTRY_TIME);
                CRC32 crc = new CRC32();
                crc.update(entry.getValue());
                head.setCrc(crc.getValue());
                head.setSize(entry.getValue().length);
                zip.putNextEntry(head);
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
