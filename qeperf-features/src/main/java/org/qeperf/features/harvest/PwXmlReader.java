package org.qeperf.features.harvest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;

/**
 * Reads {@code data-file-schema.xml} of the releases 6.0 to 7.5 ({@code Modules/qexsd.f90}). Document types and external
 * entities are not read.
 */
public final class PwXmlReader {

    private static final int MOST_BYTES = 256 << 20;
    private static final int DEEPEST = 50;
    private static final int LONGEST_VALUE = 1000;
    private static final int MOST_ATTRIBUTES = 50;

    /** Several times the longest that {@link XmlScan} knows; what stands deeper is passed over. */
    private static final int LONGEST_PATH = 300;

    private final String name;
    private final XmlScan scan = new XmlScan();
    private final StringBuilder path = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int depth;

    private PwXmlReader(String name) {
        this.name = name;
    }

    /**
     * Reads a file; one whose name ends with {@code .gz} is inflated.
     *
     * @param file the file; its path is its name in messages
     * @return what it says
     * @throws InputException if it is not such a file, damaged or over a limit
     * @throws UncheckedIOException if it cannot be read
     */
    public static PwXml read(Path file) {
        String name = file.toString();
        try (InputStream in = PwOutputReader.open(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw LineReader.tooMuch(name, "bytes", MOST_BYTES);
            }
            return read(name, bytes);
        } catch (ZipException | EOFException e) {
            throw PwOutputReader.damaged(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file's content, which is UTF-8. Bytes that are not are replaced: a title may hold any that the input does.
     *
     * @param name its name in messages
     * @param bytes its content
     * @return what it says
     * @throws InputException if it is not such a file or damaged
     */
    public static PwXml read(String name, byte[] bytes) {
        PwXmlReader reader = new PwXmlReader(name);
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            reader.read(factory.createXMLStreamReader(
                    new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)));
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
            int column =
                    e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNumber());
            throw reader.error(line, column, "this is not well-formed XML");
        }
        return reader.scan.result(bytes);
    }

    private InputException error(int line, int column, String problem) {
        return new InputException(
                new SourceLocation(name, line, column), "", problem, "the data-file-schema.xml of a pw.x run");
    }

    private InputException error(XMLStreamReader xml, String problem) {
        return error(
                Math.max(1, xml.getLocation().getLineNumber()),
                Math.max(1, xml.getLocation().getColumnNumber()),
                problem);
    }

    private void read(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> throw error(xml, "a document type");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw error(xml, "a reference to an entity");
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml);
                case XMLStreamConstants.END_ELEMENT -> end();
                default -> {}
            }
        }
    }

    private void start(XMLStreamReader xml) {
        if (depth == 0 && !xml.getLocalName().equals("espresso")) {
            throw error(xml, "the root is " + InputException.quote(xml.getLocalName()));
        }
        if (++depth > DEEPEST) {
            throw error(xml, "more than " + DEEPEST + " levels of elements");
        }
        if (depth > 1) {
            path.append('/')
                    .append(
                            xml.getLocalName(),
                            0,
                            Math.min(LONGEST_PATH, xml.getLocalName().length()));
        }
        text.setLength(0);
        int attributes = path.length() > LONGEST_PATH ? 0 : Math.min(MOST_ATTRIBUTES, xml.getAttributeCount());
        String place = attributes == 0 ? "" : path.toString();
        for (int i = 0; i < attributes; i++) {
            scan.attribute(place, xml.getAttributeLocalName(i), xml.getAttributeValue(i));
        }
        String program = scan.program();
        if (!program.isEmpty() && !program.equals("PWSCF")) {
            throw error(xml, "written by " + InputException.quote(program));
        }
    }

    private void characters(XMLStreamReader xml) {
        int length = Math.min(xml.getTextLength(), LONGEST_VALUE - text.length());
        if (length > 0) {
            text.append(xml.getTextCharacters(), xml.getTextStart(), length);
        }
    }

    private void end() {
        if (path.length() <= LONGEST_PATH) {
            scan.element(path.toString(), text.toString().strip());
        }
        text.setLength(0);
        path.setLength(Math.max(0, path.lastIndexOf("/")));
        depth--;
    }
}
