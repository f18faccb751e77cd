package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links of the documentation lead somewhere, and its Java compiles. */
class DocsTest {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public |final |abstract )*(class|record|interface|enum) ");
    private static final String GIVEN = "<!-- given: ";

    @TempDir
    private Path folder;

    @Test
    void everyLinkLeadsToAFileAndAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (MarkdownPage page : MarkdownPage.all()) {
            for (String link : page.links()) {
                links++;
                int hash = link.indexOf('#');
                String path = hash < 0 ? link : link.substring(0, hash);
                Path target = path.isEmpty() ? page.file() : page.file().resolveSibling(path);
                if (!Files.exists(target)) {
                    broken.add(page.place(1) + ": there is no " + link);
                } else if (hash >= 0 && !MarkdownPage.read(target).anchors().contains(link.substring(hash + 1))) {
                    broken.add(page.place(1) + ": no heading for " + link);
                }
            }
        }
        assertTrue(links > 200, links + " links");
        assertEquals("", String.join("\n", broken));
    }

    /** Every page is found from another one. */
    @Test
    void everyPageIsLinked() {
        TreeSet<Path> lonely = new TreeSet<>();
        List<MarkdownPage> pages = MarkdownPage.all();
        pages.forEach(page -> lonely.add(page.file().normalize()));
        for (MarkdownPage page : pages) {
            for (String link : page.links()) {
                Path target =
                        page.file().resolveSibling(link.replaceFirst("#.*", "")).normalize();
                if (!target.equals(page.file().normalize())) {
                    lonely.remove(target);
                    lonely.remove(target.resolve("README.md"));
                }
            }
        }
        lonely.remove(MarkdownPage.ROOT.resolve("README.md"));
        lonely.remove(MarkdownPage.ROOT.resolve("CHANGELOG.md"));
        assertEquals(List.of(), List.copyOf(lonely));
    }

    /**
     * A block with a type at the beginning of a line is a file. Any other is the inside of a method, which may throw anything; it sees
     * all types of qeperf, and the variables that a comment {@code <!-- given: Path input -->} above it names.
     */
    @Test
    void everyBlockOfJavaCompiles() throws IOException {
        List<JavaFileObject> sources = new ArrayList<>();
        String imports = imports();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.language().equals("java")) {
                    sources.add(source(sources.size(), page.place(block.line()), block, imports));
                }
            }
        }
        assertTrue(sources.size() >= 5, sources.size() + " blocks");
        StringWriter messages = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of(
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectory(folder.resolve("classes")).toString());
        boolean compiled =
                compiler.getTask(messages, null, null, options, null, sources).call();
        assertTrue(compiled, messages.toString());
    }

    private static JavaFileObject source(int number, String place, MarkdownPage.Block block, String imports) {
        String code = String.join("\n", block.lines());
        if (!TYPE.matcher(code).find()) {
            String given = block.before().startsWith(GIVEN)
                    ? block.before().substring(GIVEN.length(), block.before().length() - " -->".length())
                    : "";
            String own = block.lines().stream().filter(DocsTest::isImport).collect(Collectors.joining("\n"));
            String body = block.lines().stream().filter(line -> !isImport(line)).collect(Collectors.joining("\n"));
            code = imports + own + "class Sample { void run(" + given + ") throws Exception {\n" + body + "\n}}";
        }
        String text = "package sample" + number + "; " + code;
        String name = nameOf(text) + ".java";
        return new SimpleJavaFileObject(
                URI.create("string:///" + place.replace(':', '/') + "/" + name), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreErrors) {
                return text;
            }
        };
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    private static String nameOf(String text) {
        return Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)")
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** Of every package that modules on the class path have in their sources. */
    private static String imports() throws IOException {
        TreeSet<String> packages = new TreeSet<>(List.of("java.nio.file", "java.time", "java.util"));
        for (String module : List.of("api", "features", "runtime", "train", "store", "onnx", "testkit", "app")) {
            Path sources = MarkdownPage.ROOT.resolve("qeperf-" + module).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                files.filter(file -> file.toString().endsWith(".java")
                                && !file.endsWith("package-info.java")
                                && !file.endsWith("module-info.java"))
                        .map(file -> sources.relativize(file.getParent()).toString())
                        .forEach(name -> packages.add(name.replace(File.separatorChar, '.')));
            }
        }
        return packages.stream().map(name -> "import " + name + ".*; ").collect(Collectors.joining());
    }
}
