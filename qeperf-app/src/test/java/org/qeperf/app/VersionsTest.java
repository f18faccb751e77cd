package org.qeperf.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.qeperf.app.document.ProgramVersion;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One version everywhere: parent, modules, bill of materials, examples and the program. */
class VersionsTest {

    private static final Path ROOT = Path.of("..");

    private final Map<String, Document> poms = new TreeMap<>();

    VersionsTest() throws IOException, ParserConfigurationException, SAXException {
        List<Path> files = new ArrayList<>(List.of(ROOT.resolve("pom.xml")));
        for (Path folder : List.of(ROOT, ROOT.resolve("qeperf-examples"))) {
            try (Stream<Path> inside = Files.list(folder)) {
                inside.map(path -> path.resolve("pom.xml"))
                        .filter(Files::exists)
                        .forEach(files::add);
            }
        }
        for (Path file : files) {
            Document pom =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            poms.put(ROOT.relativize(file).toString(), pom);
        }
    }

    @Test
    void everyPomHasTheVersionOfTheRoot() {
        String version = text(root("pom.xml"), "version");
        Map<String, Set<String>> others = new TreeMap<>();
        poms.forEach((file, pom) -> {
            Set<String> versions = versions(pom.getDocumentElement());
            if (!versions.equals(Set.of(version))) {
                others.put(file, versions);
            }
        });
        assertTrue(poms.size() > 15, poms.keySet()::toString);
        assertEquals(Map.of(), others, "expected " + version);
    }

    @Test
    void theProgramHasTheVersionOfTheRoot() {
        assertEquals(text(root("pom.xml"), "version"), ProgramVersion.text());
    }

    @Test
    void theBillOfMaterialsNamesWhatIsPublished() {
        Set<String> published = new TreeSet<>();
        for (String module : texts(root("pom.xml"), "module")) {
            Element pom = root(module + "/pom.xml");
            boolean unpublished = texts(pom, "qeperf.unpublished").contains("true");
            if (!unpublished && !module.equals("qeperf-bom")) {
                published.add(module);
            }
        }
        Set<String> named = new TreeSet<>(texts(root("qeperf-bom/pom.xml"), "artifactId"));
        named.removeIf(name -> !name.startsWith("qeperf-") || name.equals("qeperf-bom"));
        assertEquals(published, named);
    }

    /** What a POM says of qeperf's version: its own, its parent's, and that of the modules it uses. */
    private static Set<String> versions(Element pom) {
        Set<String> versions = new TreeSet<>(texts(pom, "qeperf.version"));
        for (String place : List.of("version", "parent/version")) {
            String found = text(pom, place);
            if (!found.isEmpty()) {
                versions.add(found);
            }
        }
        return versions;
    }

    private Element root(String file) {
        return poms.get(file).getDocumentElement();
    }

    private static String text(Element from, String path) {
        Element at = from;
        for (String name : path.split("/")) {
            Element next = null;
            for (Node child = at.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element element && element.getTagName().equals(name)) {
                    next = element;
                }
            }
            if (next == null) {
                return "";
            }
            at = next;
        }
        return at.getTextContent();
    }

    private static List<String> texts(Element from, String name) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < from.getElementsByTagName(name).getLength(); i++) {
            texts.add(from.getElementsByTagName(name).item(i).getTextContent());
        }
        return texts;
    }
}
