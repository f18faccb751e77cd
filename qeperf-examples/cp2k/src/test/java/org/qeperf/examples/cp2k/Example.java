package org.qeperf.examples.cp2k;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qeperf.api.feature.FileContent;
import org.qeperf.api.feature.SimulationContents;

/** An input with basis sets and potentials of our own, which needs no file of CP2K. */
final class Example {

    /** Lines 1 to 33. */
    private static final String INPUT = """
            &GLOBAL
              RUN_TYPE ENERGY
            &END GLOBAL
            &FORCE_EVAL
              METHOD Quickstep
              &DFT
                BASIS_SET_FILE_NAME OWN_BASIS
                POTENTIAL_FILE_NAME OWN_POTENTIAL
                &MGRID
                  CUTOFF 120
                &END MGRID
                &SCF
                  MAX_SCF 9
                &END SCF
                &XC
                  &XC_FUNCTIONAL PADE
                  &END XC_FUNCTIONAL
                &END XC
              &END DFT
              &SUBSYS
                &CELL
                  ABC 4.0 4.5 5.0
                &END CELL
                &COORD
                  H 0 0 0
                  H 0.74 0 0
                &END COORD
                &KIND H
                  BASIS_SET OWN-SMALL
                  POTENTIAL GTH-OWN
                &END KIND
              &END SUBSYS
            &END FORCE_EVAL
            """;

    private Example() {}

    static SimulationContents contents() {
        return contents(INPUT);
    }

    /** With another line in the place of one, counted from 1. */
    static SimulationContents with(int line, String text) {
        List<String> lines = new ArrayList<>(INPUT.lines().toList());
        lines.set(line - 1, text);
        return contents(String.join("\n", lines) + "\n");
    }

    static SimulationContents contents(String input) {
        return contents(input.getBytes(StandardCharsets.ISO_8859_1), file("OWN_BASIS"), file("OWN_POTENTIAL"));
    }

    static SimulationContents contents(byte[] input, byte[] bases, byte[] potentials) {
        return new SimulationContents(
                new FileContent("a.inp", input),
                List.of(new FileContent("OWN_BASIS", bases), new FileContent("OWN_POTENTIAL", potentials)),
                Optional.empty());
    }

    static byte[] input() {
        return INPUT.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(Path.of("src/test/resources/inputs", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
