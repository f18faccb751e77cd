package org.qeperf.train.harvest;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;

/**
 * Parameters of the runs of a JUBE benchmark (version 2): {@code workpackages.xml} in the benchmark's run folder; work
 * package 7 of step {@code run} works in {@code 000007_run/work}.
 */
final class JubeLabels {

    static final String FILE = "workpackages.xml";

    private static final int DIGITS = 6;

    private final Map<Path, Map<String, String>> labelsOfFolder = new HashMap<>();

    /** Adds the parameters of a benchmark's work packages. */
    void read(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        byte[] bytes = SourceText.readBytes(file, ParseLimits.DEFAULT);
        try {
            read(file, factory.createXMLStreamReader(new StringReader(new String(bytes, StandardCharsets.UTF_8))));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            throw new InputException(
                    new SourceLocation(file.toString(), line, 1),
                    "",
                    "this is not well-formed XML",
                    "the work packages of a JUBE benchmark");
        }
    }

    private void read(Path file, XMLStreamReader xml) throws XMLStreamException {
        String id = "";
        String parameter = "";
        StringBuilder text = new StringBuilder();
        Map<String, String> labels = new TreeMap<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                text.setLength(0);
                if (xml.getLocalName().equals("workpackage")) {
                    id = String.valueOf(xml.getAttributeValue(null, "id"));
                    labels = new TreeMap<>();
                } else if (xml.getLocalName().equals("parameter")) {
                    parameter = String.valueOf(xml.getAttributeValue(null, "name"));
                }
            } else if (event == XMLStreamConstants.CHARACTERS) {
                text.append(xml.getText());
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("selection") || name.equals("value")) {
                    labels.put(parameter, text.toString().strip());
                } else if (name.equals("workpackage")) {
                    labelsOfFolder.put(file.resolveSibling(id), labels);
                }
            }
        }
    }

    /** The parameters of the work package that a folder belongs to; none elsewhere. */
    Map<String, String> of(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Optional<String> id = workPackage(at);
            if (id.isPresent()) {
                Map<String, String> labels = labelsOfFolder.get(at.resolveSibling(id.get()));
                if (labels != null) {
                    return labels;
                }
            }
        }
        return Map.of();
    }

    /** The id in a folder's name such as {@code 000007_run}. */
    private static Optional<String> workPackage(Path folder) {
        String name = RunTree.name(folder);
        if (name.length() <= DIGITS || name.charAt(DIGITS) != '_') {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.toString(Integer.parseInt(name.substring(0, DIGITS))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
