package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PredictRunTest {

    @Test
    void predictsTheSiliconExample() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            PredictRun.main(new String[] {"../silicon/si.in"});
        } finally {
            System.setOut(standard);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(
                text.matches("[0-9.e-]+ s in all\\R[0-9]+ s to ask for\\R[0-9]+ MB per node\\R[0-9]+ % fail\\R"), text);
    }

    @Test
    void theReadmeShowsTheseLines() throws IOException {
        String source = Files.readString(Path.of("src/main/java/org/qeperf/examples/PredictRun.java"));
        String sample = source.substring(source.indexOf("// tag::sample[]\n") + 17, source.indexOf("// end::sample[]"));
        assertTrue(
                Files.readString(Path.of("../../README.md")).contains("```java\n" + sample + "```\n"),
                "README.md does not show the sample of PredictRun.java");
    }

    @Test
    void predictionNeedsNoTrainingLibrary() {
        for (String type : new String[] {
            "smile.regression.RandomForest", "org.nd4j.linalg.factory.Nd4j", "org.qeperf.train.data.RunSet"
        }) {
            assertTrue(
                    getClass().getClassLoader().getResource(type.replace('.', '/') + ".class") == null,
                    type + " is on the class path");
        }
    }
}
