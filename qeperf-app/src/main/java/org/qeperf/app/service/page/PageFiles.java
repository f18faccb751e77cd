package org.qeperf.app.service.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.qeperf.runtime.artifact.Digest;

/** The files of the page by name, and a digest of them all, which is part of their addresses. */
final class PageFiles {

    /** The plot library, whatever it is called in its jar. */
    static final String PLOTS = "echarts.js";

    static final String INDEX = "index.html";

    private static final String WEBJAR = "META-INF/resources/webjars/echarts/%s/echarts.esm.min.js";
    private static final String WEBJAR_VERSION = "META-INF/maven/org.webjars/echarts/pom.properties";
    private static final int DIGEST_LENGTH = 16;

    private static final List<String> NAMES = List.of(
            "base.css",
            "frame.css",
            "parts.css",
            "figures.css",
            "print.css",
            "icon.svg",
            "advice.js",
            "answers.js",
            "bars.js",
            "compare.js",
            "counts.js",
            "dom.js",
            "fields.js",
            "figure.js",
            "files.js",
            "inquiry.js",
            "landscape.js",
            "main.js",
            "models.js",
            "numbers.js",
            "plots.js",
            "remarks.js",
            "runs.js",
            "script.js",
            "service.js",
            "source.js",
            "species.js",
            "tabs.js",
            "trouble.js",
            "voice.js",
            "si.in",
            "Si.pz-tm.UPF");

    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final byte[] index;
    private final String digest;

    /** Reads the files from the class path. */
    PageFiles() {
        for (String name : NAMES) {
            contents.put(name, read(PageFiles.class.getResourceAsStream(name), name));
        }
        ClassLoader loader = PageFiles.class.getClassLoader();
        Properties webjar = new Properties();
        try (InputStream stream = open(loader.getResourceAsStream(WEBJAR_VERSION), WEBJAR_VERSION)) {
            webjar.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String plots = String.format(WEBJAR, webjar.getProperty("version"));
        contents.put(PLOTS, read(loader.getResourceAsStream(plots), plots));
        index = read(PageFiles.class.getResourceAsStream(INDEX), INDEX);
        digest = digest(contents.values());
    }

    /** All files but the page itself. */
    Map<String, byte[]> contents() {
        return contents;
    }

    /** Changes when a file changes. */
    String digest() {
        return digest;
    }

    /**
     * The page itself.
     *
     * @param largestUpload the most bytes that the service takes
     * @return HTML that names the files by their digest
     */
    byte[] index(long largestUpload) {
        return new String(index, StandardCharsets.UTF_8)
                .replace("@assets@", "page/" + digest)
                .replace("@largest@", Long.toString(largestUpload))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String digest(Iterable<byte[]> contents) {
        MessageDigest sha = Digest.sha256();
        contents.forEach(sha::update);
        return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_LENGTH);
    }

    private static byte[] read(@Nullable InputStream found, String name) {
        try (InputStream stream = open(found, name)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(@Nullable InputStream found, String name) {
        if (found == null) {
            throw new IllegalStateException(
                    name + " is missing on the class path; expected it beside the program's classes");
        }
        return found;
    }
}
