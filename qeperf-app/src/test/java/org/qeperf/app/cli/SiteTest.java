package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The site of the documentation is built without a warning, whole, and from nothing but the repository. */
class SiteTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"?([^\"\\s>]+)");
    private static final Pattern LOADED =
            Pattern.compile("<(?:script|img|iframe|link)[^>]*(?:src|href)=\"?(https?:[^\"\\s>]+)");

    @TempDir
    private Path folder;

    @Test
    void theSiteIsBuiltWithoutAWarning() throws Exception {
        assumeTrue(
                Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                        .anyMatch(at -> Files.isExecutable(Path.of(at, "mkdocs"))),
                "mkdocs is not installed: apt-get install mkdocs mkdocs-material");
        Path site = folder.resolve("site");
        String log =
                mkdocs("build", "--strict", "--site-dir", site.toAbsolutePath().toString());
        assertFalse(log.contains("WARNING"), log);
        assertFalse(log.contains("not included in the \"nav\""), log);
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(site)) {
            files.filter(file -> file.toString().endsWith(".html") && !file.endsWith("404.html"))
                    .forEach(pages::add);
        }
        assertTrue(pages.size() > 70, pages.size() + " pages");
        List<String> wrong = new ArrayList<>();
        for (Path page : pages) {
            look(page, wrong);
        }
        assertEquals("", String.join("\n", wrong));
    }

    private static void look(Path page, List<String> wrong) throws IOException {
        String html = Files.readString(page);
        Matcher loaded = LOADED.matcher(html);
        while (loaded.find()) {
            wrong.add(page.getFileName() + " loads " + loaded.group(1));
        }
        Matcher addresses = ADDRESS.matcher(html);
        while (addresses.find()) {
            String address = addresses.group(1).replaceFirst("[#?].*", "");
            if (!address.isEmpty()
                    && !address.matches("[a-z]+:.*")
                    && !Files.isRegularFile(page.resolveSibling(address))) {
                wrong.add(page.getFileName() + " points to " + address + ", which is not there");
            }
        }
    }

    private String mkdocs(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("mkdocs"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(command)
                .directory(new File(".."))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertTrue(process.waitFor(3, TimeUnit.MINUTES), "mkdocs takes longer than three minutes");
        String text = Files.readString(log);
        assertEquals(0, process.exitValue(), text);
        return text;
    }
}
