package org.qeperf.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlanJobTest {

    @Test
    void printsTheScriptOfTheSiliconExample() {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            PlanJob.main(new String[] {"../silicon/si.in", "local"});
        } finally {
            System.setOut(standard);
        }
        String script = printed.toString(StandardCharsets.UTF_8);
        assertTrue(script.startsWith("#!/bin/bash\n#SBATCH --job-name=si\n#SBATCH --nodes=1\n"), script);
        assertTrue(
                script.matches("(?s).*\nmpirun -np [0-9]+ .* pw.x -nk [0-9]+( -n\\w+ [0-9]+)* -in ../silicon/si.in\n"),
                script);
    }
}
