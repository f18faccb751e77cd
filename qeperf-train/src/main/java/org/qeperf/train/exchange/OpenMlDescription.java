package org.qeperf.train.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.qeperf.api.feature.FeatureSpec;
import org.qeperf.api.predict.Target;
import org.qeperf.train.data.Dataset;
import org.qeperf.train.data.Grouping;
import org.qeperf.train.data.RunRecord;
import org.qeperf.train.exchange.OpenMl.Source;

/** What OpenML is told of a table: as XML for an upload, as JSON in the form in which its server answers. */
final class OpenMlDescription {

    private static final String NAMESPACE = "http://openml.org/openml";
    private static final String PREFIX = "oml";

    private final Dataset data;
    private final Source source;
    private final String table;
    private final String target;

    OpenMlDescription(Dataset data, Source source, String table) {
        this.data = data;
        this.source = source;
        this.table = table;
        this.target = PlainName.of(data.target().target().name());
    }

    private String text() {
        Target quantity = data.target().target();
        StringBuilder text = new StringBuilder(String.join(
                "\n",
                "Runs of " + data.runs().get(0).program().code() + ": " + quantity.name() + " (" + quantity.unit()
                        + ") of "
                        + data.size() + " runs of " + data.systems() + " systems, with the features of the schema "
                        + data.schema().name() + ".",
                "Rows of one system are alike: no split should have a system on both sides. The division in splits.arff has "
                        + source.folds() + " folds, each system in one of them, seed " + source.seed() + ".",
                "Made of the run file " + source.runs() + " (SHA-256 " + source.sha256() + ") with the cleaning "
                        + source.cleaning() + ".",
                "",
                "run: identifier of the run",
                "system: reduced chemical formula"));
        for (FeatureSpec feature : data.schema().features()) {
            text.append('\n')
                    .append(PlainName.of(feature.name()))
                    .append(": ")
                    .append(feature.meaning())
                    .append(feature.unit().equals("1") ? "" : ", " + feature.unit());
        }
        return text.append('\n')
                .append(target)
                .append(": the target, ")
                .append(quantity.unit())
                .toString();
    }

    /** In the order that the schema of OpenML demands. */
    String xml() {
        StringWriter text = new StringWriter();
        text.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartElement(PREFIX, "data_set_description", NAMESPACE);
            xml.writeNamespace(PREFIX, NAMESPACE);
            element(xml, "name", source.name());
            element(xml, "description", text());
            element(xml, "format", "ARFF");
            for (String creator : source.creators()) {
                element(xml, "creator", creator);
            }
            if (source.licence().isPresent()) {
                element(xml, "licence", source.licence().get());
            }
            element(xml, "default_target_attribute", target);
            element(xml, "row_id_attribute", OpenMl.RUN);
            element(xml, "ignore_attribute", OpenMl.SYSTEM);
            element(xml, "md5_checksum", md5());
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory is always written", e);
        }
        return text + "\n";
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeCharacters("\n  ");
        xml.writeStartElement(PREFIX, name, NAMESPACE);
        xml.writeCharacters(printable(value));
        xml.writeEndElement();
    }

    /** XML 1.0 has no control characters but line ends and tabs, not even escaped ones. */
    private static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) && c != '\n' || c >= 0xD800 && c <= 0xDFFF || (c & 0xFFFE) == 0xFFFE
                        ? '?'
                        : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode description = root.putObject("data_set_description")
                .put("id", "1")
                .put("name", source.name())
                .put("version", "1")
                .put("description", text())
                .put("format", "ARFF");
        if (!source.creators().isEmpty()) {
            ArrayNode creators = description.putArray("creator");
            source.creators().forEach(creators::add);
        }
        source.licence().ifPresent(licence -> description.put("licence", licence));
        description
                .put("file_id", "1")
                .put("default_target_attribute", target)
                .put("row_id_attribute", OpenMl.RUN)
                .put("ignore_attribute", OpenMl.SYSTEM)
                .put("status", "active")
                .put("md5_checksum", md5());
        return root.toPrettyString() + "\n";
    }

    String features() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode features = root.putObject("data_features").putArray("feature");
        nominal(features, OpenMl.RUN, data.runs().stream().map(RunRecord::id).toList())
                .put("is_row_identifier", "true");
        nominal(features, OpenMl.SYSTEM, Grouping.of(data, Grouping.SYSTEM).groups())
                .put("is_ignore", "true");
        List<FeatureSpec> specs = data.schema().features();
        for (int i = 0; i < specs.size(); i++) {
            int column = i;
            numeric(
                    features,
                    specs.get(i).name(),
                    IntStream.range(0, data.size())
                            .mapToDouble(row -> data.rows()[row * specs.size() + column])
                            .toArray());
        }
        numeric(features, target, data.targets()).put("is_target", "true");
        return root.toPrettyString() + "\n";
    }

    private static ObjectNode nominal(ArrayNode features, String name, List<String> values) {
        ObjectNode feature = feature(features, name, "nominal", 0);
        ArrayNode labels = feature.putArray("nominal_value");
        new TreeSet<>(values.stream().map(PlainName::of).toList()).forEach(labels::add);
        return feature;
    }

    private static ObjectNode numeric(ArrayNode features, String name, double[] values) {
        return feature(features, name, "numeric", missing(values));
    }

    private static ObjectNode feature(ArrayNode features, String name, String type, long missing) {
        return features.addObject()
                .put("index", Integer.toString(features.size() - 1))
                .put("name", PlainName.of(name))
                .put("data_type", type)
                .put("is_target", "false")
                .put("is_ignore", "false")
                .put("is_row_identifier", "false")
                .put("number_of_missing_values", Long.toString(missing));
    }

    private static long missing(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isFinite(value)).count();
    }

    String qualities() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode qualities = root.putObject("data_qualities").putArray("quality");
        quality(qualities, "NumberOfInstances", data.size());
        quality(qualities, "NumberOfFeatures", data.schema().size() + 3L);
        quality(qualities, "NumberOfMissingValues", missing(data.rows()) + missing(data.targets()));
        return root.toPrettyString() + "\n";
    }

    private static void quality(ArrayNode qualities, String name, long value) {
        qualities.addObject().put("name", name).put("value", Long.toString(value));
    }

    private String md5() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(table.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
