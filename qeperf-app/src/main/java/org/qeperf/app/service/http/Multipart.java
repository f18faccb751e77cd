package org.qeperf.app.service.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qeperf.api.InputException;

/** The parts of a {@code multipart} body (RFC 2046, section 5.1) that lies in memory. */
final class Multipart {

    /** Most parts of a body. */
    static final int MOST_PARTS = 100;

    private static final int LONGEST_HEADER = 16 * 1024;
    private static final int LONGEST_BOUNDARY = 70;

    private final byte[] body;
    private final byte[] delimiter;
    private final int[] steps;
    private int at;

    private Multipart(byte[] body, String boundary) {
        this.body = body;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        this.steps = new int[256];
        Arrays.fill(steps, delimiter.length);
        for (int i = 0; i < delimiter.length - 1; i++) {
            steps[delimiter[i] & 0xff] = delimiter.length - 1 - i;
        }
    }

    /**
     * A part.
     *
     * @param headers by name in lower case
     * @param start where its content starts in the body
     * @param end where its content ends
     */
    record Part(Map<String, String> headers, int start, int end) {}

    /** The parts, in the order sent. */
    static List<Part> parts(byte[] body, String boundary) {
        if (boundary.length() > LONGEST_BOUNDARY
                || boundary.endsWith(" ")
                || boundary.isEmpty()
                || !boundary.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw malformed("the boundary is " + InputException.quote(boundary)
                    + "; expected 1 to 70 printable characters that do not end in a space");
        }
        return new Multipart(body, boundary).parts();
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        // The first delimiter needs no line end before it.
        at = matches(0, 2) ? delimiter.length - 2 : afterDelimiter(0);
        while (!closing()) {
            if (parts.size() == MOST_PARTS) {
                throw malformed("the form has more than " + MOST_PARTS + " parts; expected fewer");
            }
            Map<String, String> headers = headers();
            int start = at;
            // A part without content may end with the delimiter whose line end also ends the headers.
            at = matches(start - 2, 0) ? start - 2 + delimiter.length : afterDelimiter(start);
            parts.add(new Part(headers, start, Math.max(start, at - delimiter.length)));
        }
        return parts;
    }

    private boolean closing() {
        if (byteAt(at) == '-' && byteAt(at + 1) == '-') {
            return true;
        }
        while (byteAt(at) == ' ' || byteAt(at) == '\t') {
            at++;
        }
        if (byteAt(at) != '\r' || byteAt(at + 1) != '\n') {
            throw malformed("byte " + at + " of the form: something follows a boundary; expected a line end");
        }
        at += 2;
        return false;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        int first = at;
        while (true) {
            int end = lineEnd(first);
            if (end == at) {
                at += 2;
                return headers;
            }
            String line = UrlText.utf8(body, at, end - at)
                    .orElseThrow(() -> malformed(
                            "byte " + at + " of the form: the header of a part is not UTF-8; expected UTF-8"));
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (name.isBlank()
                    || !name.equals(name.strip())
                    || headers.put(name, line.substring(colon + 1).strip()) != null) {
                throw malformed("byte " + at + " of the form: the header " + InputException.quote(line)
                        + " of a part; expected each name once, a colon and a value");
            }
            at = end + 2;
        }
    }

    private int lineEnd(int first) {
        int end = at;
        while (end < body.length && body[end] != '\r' && body[end] != '\n' && body[end] != 0) {
            if (end - first >= LONGEST_HEADER) {
                throw malformed("byte " + first + " of the form: the headers of a part take more than " + LONGEST_HEADER
                        + " bytes; expected fewer");
            }
            end++;
        }
        if (byteAt(end) != '\r' || byteAt(end + 1) != '\n') {
            throw malformed("byte " + end + " of the form: the headers of a part do not end; expected lines that end in"
                    + " CR LF, then an empty one");
        }
        return end;
    }

    /** Where the first delimiter at or after a place ends: the search of Boyer, Moore and Horspool. */
    private int afterDelimiter(int from) {
        int last = delimiter.length - 1;
        for (int end = from + last; end < body.length; end += steps[body[end] & 0xff]) {
            if (body[end] == delimiter[last] && matches(end - last, 0)) {
                return end + 1;
            }
        }
        throw malformed("byte " + body.length + " of the form: it ends without its boundary; expected "
                + InputException.quote(new String(delimiter, StandardCharsets.US_ASCII).strip() + "--")
                + " at the end");
    }

    private boolean matches(int place, int skipped) {
        int length = delimiter.length - skipped;
        return place >= 0
                && place + length <= body.length
                && Arrays.equals(body, place, place + length, delimiter, skipped, delimiter.length);
    }

    private int byteAt(int place) {
        return place < body.length ? body[place] : -1;
    }

    private static Problem malformed(String detail) {
        return new Problem(400, FormReader.MALFORMED, detail);
    }
}
