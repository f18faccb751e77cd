package org.qeperf.app.service.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.qeperf.app.service.http.Reply;
import org.qeperf.app.service.http.Request;

/** A file of the page, packed once. */
final class Asset {

    private static final String ETAG = "ETag";
    private static final String GZIP = "gzip";

    private final String type;
    private final byte[] content;
    private final byte[] packed;
    private final String tag;
    private final Map<String, String> headers;

    /**
     * A file.
     *
     * @param type its media type
     * @param content its bytes; kept, not copied
     * @param tag what no other content is called
     * @param headers headers that go with it
     */
    Asset(String type, byte[] content, String tag, Map<String, String> headers) {
        this.type = type;
        this.content = content;
        this.packed = pack(content);
        this.tag = tag;
        this.headers = headers;
    }

    /** The file, packed where the client unpacks, or that the client has it. */
    Reply answer(Request request) {
        boolean unpacks = accepts(request.header("accept-encoding").orElse(""));
        String shown = '"' + tag + (unpacks ? "-" + GZIP : "") + '"';
        boolean held = request.header("if-none-match").orElse("").contains(shown);
        Reply reply = held
                ? new Reply(304, "", new byte[0], headers)
                : new Reply(200, type, unpacks ? packed : content, headers);
        reply = reply.with(ETAG, shown).with("Vary", "Accept-Encoding");
        return unpacks && !held ? reply.with("Content-Encoding", GZIP) : reply;
    }

    /** Whether the coding is named and not refused by a weight of zero. */
    private static boolean accepts(String codings) {
        for (String coding : codings.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.split(";", -1);
            if (parts[0].strip().equals(GZIP)) {
                return parts.length == 1 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    private static byte[] pack(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length / 3);
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
