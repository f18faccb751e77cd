package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CheckScriptTest {

    @Test
    void printsWhatIsWrongWithTheSiliconScript() throws IOException {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            CheckScript.main(new String[] {"../silicon/si.sh", "lumi-c"});
        } finally {
            System.setOut(standard);
        }
        String findings = printed.toString(StandardCharsets.UTF_8);
        assertTrue(
                findings.startsWith("STOPS: 3 pools do not divide 4 ranks; expected a layout in which pw.x runs"),
                findings);
        assertTrue(findings.contains("\nWASTES: the job asks for 1 d; the run needs "), findings);
    }
}
