package org.qeperf.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.qeperf.bench.answer.Measurement;
import org.qeperf.bench.answer.Table;
import org.qeperf.bench.answer.TablesJson;

/**
 * How good the whole answer is on systems held out: time of an iteration and of the run, memory, out of memory, convergence, advice and
 * intervals. {@code docs/answers-quality.md} holds what it prints.
 */
public final class AnswerQuality {

    private static final String LIMITS = "memory-limits/limits.csv";

    private AnswerQuality() {}

    /**
     * Prints tables in Markdown.
     *
     * @param arguments the folder of the plans, beside which {@code memory-limits} lies; then, if wanted,
     *     {@code --format json FILE}, which writes the figures into a file as well
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        boolean json = arguments.length == 4 && arguments[1].equals("--format") && arguments[2].equals("json");
        if (arguments.length != 1 && !json) {
            System.err.println("usage: AnswerQuality FOLDER [--format json FILE]");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        List<Table> tables = Measurement.of(
                folder,
                folder.resolveSibling(LIMITS),
                (what, done, total) -> System.err.println(what + " " + done + "/" + total));
        tables.forEach(table -> System.out.println(table.markdown()));
        if (json) {
            Files.writeString(Path.of(arguments[3]), TablesJson.write(tables));
        }
    }
}
