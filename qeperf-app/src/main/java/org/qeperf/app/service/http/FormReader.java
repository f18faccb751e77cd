package org.qeperf.app.service.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.FileContent;

/**
 * Reads forms: {@code multipart/form-data} (RFC 7578) and {@code application/x-www-form-urlencoded}, both from the body at
 * hand.
 */
public final class FormReader {

    static final String MALFORMED = "The request is malformed";

    private static final String MULTIPART = "multipart/form-data";
    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final int LONGEST_NAME = 255;

    /** Text is held several times while it is decoded, files once. */
    private static final int MOST_TEXT = 2 << 20;

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final Map<String, List<FileContent>> files = new LinkedHashMap<>();

    private int textBytes;

    private FormReader() {}

    /**
     * Reads the form that a request sent.
     *
     * @param request the request; one without a body sent an empty form
     * @return the form
     * @throws Problem with status 400 if the form is malformed or beyond a limit, with 413 if there is too
     *     much text outside of files, with 415 if the body is no form
     */
    public static Form read(Request request) {
        String text = request.header("content-type").orElse("");
        if (text.isBlank() && request.body().length == 0) {
            return new Form(Map.of(), Map.of());
        }
        MediaType type = MediaType.read(text).orElseThrow(() -> notAForm(text));
        FormReader reader = new FormReader();
        switch (type.value()) {
            case MULTIPART -> reader.multipart(request.body(), type);
            case URL_ENCODED -> reader.urlEncoded(request.body());
            default -> throw notAForm(text);
        }
        return new Form(reader.fields, reader.files);
    }

    private void urlEncoded(byte[] body) {
        countText(body.length);
        String text = UrlText.utf8(body, 0, body.length)
                .orElseThrow(() -> malformed("the form is not UTF-8; expected text encoded as UTF-8"));
        UrlText.pairs(text, Multipart.MOST_PARTS, "the form").forEach((name, values) -> {
            checkName(name);
            fields.put(name, List.copyOf(values));
        });
    }

    private void multipart(byte[] body, MediaType type) {
        String boundary = type.parameter("boundary")
                .orElseThrow(
                        () -> malformed("Content-Type has no boundary; expected multipart/form-data; boundary=..."));
        for (Multipart.Part part : Multipart.parts(body, boundary)) {
            MediaType disposition = Optional.ofNullable(part.headers().get("content-disposition"))
                    .flatMap(MediaType::read)
                    .filter(found -> found.value().equals("form-data"))
                    .orElseThrow(() -> malformed("byte " + part.start()
                            + " of the form: a part without a readable Content-Disposition; expected form-data;"
                            + " name=\"...\""));
            String name = disposition
                    .parameter("name")
                    .orElseThrow(() -> malformed("byte " + part.start()
                            + " of the form: a part without a name; expected Content-Disposition: form-data;"
                            + " name=\"...\""));
            add(name.replace("%22", "\""), fileName(disposition), body, part);
        }
    }

    private void add(String name, Optional<String> fileName, byte[] body, Multipart.Part part) {
        checkName(name);
        if (fileName.isEmpty()) {
            countText(part.end() - part.start());
            String value = UrlText.utf8(body, part.start(), part.end() - part.start())
                    .orElseThrow(() -> malformed("field " + InputException.quote(name)
                            + " is not UTF-8; expected text encoded as UTF-8, or a file name with it"));
            fields.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
            return;
        }
        // What a browser sends for a file input where nothing was chosen.
        if (fileName.get().isEmpty() && part.end() == part.start()) {
            return;
        }
        String file = lastSegment(fileName.get(), name);
        files.computeIfAbsent(name, key -> new ArrayList<>())
                .add(new FileContent(file, Arrays.copyOfRange(body, part.start(), part.end())));
    }

    private void countText(int bytes) {
        textBytes += bytes;
        if (textBytes > MOST_TEXT) {
            throw new Problem(
                    413,
                    "The body is too large",
                    "the fields of the form take more than " + MOST_TEXT
                            + " bytes; expected fewer, and long texts as files of multipart/form-data");
        }
    }

    private static Optional<String> fileName(MediaType disposition) {
        Optional<String> extended = disposition.parameter("filename*");
        if (extended.isPresent()) {
            // RFC 5987: charset'language'value; RFC 7578 advises against it, but clients send it.
            String value = extended.get();
            if (!value.regionMatches(true, 0, "utf-8'", 0, 6) || value.indexOf('\'', 6) < 0) {
                throw malformed(
                        "the file name " + InputException.quote(value) + " has another charset; expected UTF-8");
            }
            return Optional.of(UrlText.decode(value.substring(value.indexOf('\'', 6) + 1), false, "a file name"));
        }
        return disposition.parameter("filename").map(name -> name.replace("%22", "\""));
    }

    private static String lastSegment(String fileName, String field) {
        String last = fileName.substring(1 + Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')));
        if (last.isBlank() || last.equals(".") || last.equals("..") || tooLongOrControlled(last)) {
            throw malformed("a file of field " + InputException.quote(field) + " is called "
                    + InputException.quote(fileName) + "; expected a file name of 1 to " + LONGEST_NAME
                    + " characters without control characters");
        }
        return last;
    }

    private static void checkName(String name) {
        if (name.isBlank() || tooLongOrControlled(name)) {
            throw malformed("a field is called " + InputException.quote(name) + "; expected a name of 1 to "
                    + LONGEST_NAME + " characters without control characters");
        }
    }

    private static boolean tooLongOrControlled(String name) {
        return name.length() > LONGEST_NAME || UrlText.hasControls(name);
    }

    private static Problem malformed(String detail) {
        return new Problem(400, MALFORMED, detail);
    }

    private static Problem notAForm(String type) {
        return new Problem(
                415,
                "The body is of another type",
                "Content-Type is " + InputException.quote(type) + "; expected " + MULTIPART + " or " + URL_ENCODED);
    }
}
