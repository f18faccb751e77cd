package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTableTest {

    private static final String MODEL =
            "../../qeperf-runtime/src/test/resources/org/qeperf/runtime/artifact/golden-table-raw-identity-3.qeperf";

    @TempDir
    private Path folder;

    private String printed(String table) throws IOException {
        Path file = Files.writeString(folder.resolve("table.csv"), table);
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            PredictTable.main(new String[] {MODEL, file.toString()});
        } finally {
            System.setOut(standard);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n").replace(file.toString(), "table.csv");
    }

    @Test
    void eachRowHasItsPredictionAndInterval() throws IOException {
        assertEquals("""
                89.1 ms, 90 % between 66.0 and 120.2
                62.4 ms, 90 % between 46.2 and 84.2
                """, printed("nodes,nThreads,solver,host\n4,4,davidson,a\n16,1,cg,b\n"));
    }

    @Test
    void aCellThatCannotBeUsedIsNamedWithItsLine() throws IOException {
        assertEquals(
                "table.csv:3: row 2, column 'nodes': 'four' is no finite number; expected a number\n",
                printed("nodes,nThreads,solver\n4,4,davidson\nfour,4,davidson\n"));
    }
}
