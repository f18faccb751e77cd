package org.qeperf.train.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.qeperf.api.InputException;
import org.qeperf.api.SourceLocation;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.SourceText;
import org.qeperf.runtime.artifact.AtomicFile;
import org.qeperf.runtime.artifact.Digest;

/**
 * Run records of one file: JSON Lines, one record a line.
 *
 * @param name name of the file
 * @param sha256 digest of its content
 * @param runs the records, in the order of the file
 */
public record RunSet(String name, String sha256, List<RunRecord> runs) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final ParseLimits LIMITS = ParseLimits.ofBytes(256 << 20);

    /** Copies the list. */
    public RunSet {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a file. One whose name ends with {@code .gz} is inflated.
     *
     * @param file a run file
     * @return its records
     * @throws InputException if a line is not a record; the message says which and why
     * @throws UncheckedIOException if the file cannot be read
     */
    public static RunSet read(Path file) {
        byte[] bytes = SourceText.readBytes(file, LIMITS);
        String text = new String(isCompressed(file) ? inflated(file, bytes) : bytes, StandardCharsets.UTF_8);
        List<RunRecord> runs = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        String[] lines = text.split("\n");
        for (int i = 0; i < lines.length; i++) {
            if (!lines[i].isBlank()) {
                RunRecord run = record(file, i + 1, lines[i]);
                if (!ids.add(run.id())) {
                    throw error(file, i + 1, "a second run " + InputException.quote(run.id()));
                }
                runs.add(run);
            }
        }
        Path name = file.getFileName();
        return new RunSet(name == null ? file.toString() : name.toString(), Digest.sha256(bytes), runs);
    }

    /**
     * Writes records to a file, in one step. Equal records give equal bytes, also where the name ends with {@code .gz} and
     * the file is compressed.
     *
     * @param file where to
     * @param runs the records; no more than one of them is held in memory as text
     * @throws UncheckedIOException if it cannot be written
     */
    public static void write(Path file, Iterable<RunRecord> runs) {
        AtomicFile.write(file, out -> {
            if (isCompressed(file)) {
                // Its header holds neither name nor time.
                GZIPOutputStream gzip = new GZIPOutputStream(out);
                write(gzip, runs);
                gzip.finish();
            } else {
                write(out, runs);
            }
        });
    }

    private static void write(OutputStream out, Iterable<RunRecord> runs) throws IOException {
        for (RunRecord run : runs) {
            out.write((RunRecordJson.write(run) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    private static byte[] inflated(Path file, byte[] bytes) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] text = gzip.readNBytes(LIMITS.maxBytes());
            if (gzip.read() >= 0) {
                throw error(file, 1, "the file is larger than " + LIMITS.maxBytes() + " bytes once inflated");
            }
            return text;
        } catch (IOException e) {
            throw error(file, 1, "not compressed by gzip, or damaged");
        }
    }

    private static RunRecord record(Path file, int number, String line) {
        try {
            return RunRecordJson.read(JSON.readTree(line));
        } catch (MismatchedInputException e) {
            throw error(file, number, "something follows the record");
        } catch (JsonProcessingException e) {
            String reason = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
            throw error(file, number, "not JSON: " + reason);
        } catch (IllegalArgumentException e) {
            throw error(file, number, String.valueOf(e.getMessage()));
        }
    }

    private static InputException error(Path file, int line, String problem) {
        return new InputException(
                new SourceLocation(file.toString(), line, 1),
                "",
                InputException.printable(problem),
                "one run record (JSON object) on each line");
    }
}
