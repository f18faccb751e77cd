package org.qeperf.bench.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.qeperf.api.InputException;

/**
 * A run that was made again with a limit of the memory of all its processes.
 *
 * @param id the run
 * @param factor limit over its peak memory per rank times its ranks
 * @param limitBytes the limit
 * @param killed whether it was killed for it; otherwise it finished
 */
record LimitedRun(String id, double factor, long limitBytes, boolean killed) {

    private static final String HEAD = "id,factor,limit_bytes,end";

    /** Reads {@code id,factor,limit_bytes,end}, one run a line. */
    static List<LimitedRun> read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(HEAD)) {
                throw new IllegalArgumentException(file + " begins otherwise than with " + HEAD);
            }
            return lines.stream()
                    .skip(1)
                    .map(line -> of(line.split(",", -1), line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LimitedRun of(String[] cells, String line) {
        if (cells.length != HEAD.split(",", -1).length
                || !List.of("killed", "finished").contains(cells[cells.length - 1])) {
            throw new IllegalArgumentException(
                    "the line " + InputException.quote(line) + " is no limited run; expected " + HEAD);
        }
        return new LimitedRun(
                cells[0], Double.parseDouble(cells[1]), Long.parseLong(cells[2]), cells[3].equals("killed"));
    }
}
