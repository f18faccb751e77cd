package org.qeperf.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.qeperf.train.store.StoredRun;

/** A program that adds runs until it is killed, and prints the number of each after it was added. */
final class EndlessWriter {

    private EndlessWriter() {}

    public static void main(String[] arguments) {
        try (JdbcRunStore store = arguments.length == 1
                ? JdbcRunStore.open(Path.of(arguments[0]))
                : JdbcRunStore.open(new Database(arguments[0], arguments[1], Optional.of(arguments[2])))) {
            long next = 1
                    + store.latest(1).stream()
                            .mapToLong(StoredRun::sequence)
                            .findFirst()
                            .orElse(0);
            for (long number = next; ; number++) {
                store.add(
                        ExampleRuns.run(number),
                        List.of(ExampleRuns.prediction("a", number), ExampleRuns.prediction("b", number)),
                        Instant.now());
                byte[] line = (number + "\n").getBytes(StandardCharsets.US_ASCII);
                System.out.write(line, 0, line.length);
                System.out.flush();
            }
        }
    }
}
