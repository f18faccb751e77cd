package org.qeperf.features.fuzz;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.qeperf.features.PwInputs;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.pseudo.OldFormats;
import org.qeperf.features.pseudo.Upf;

/** What the search starts from: the files of the other tests, one byte in front of them where a target takes one. */
final class Seeds {

    /** The releases known, in order. */
    static final List<QeVersion> VERSIONS = Stream.concat(
                    IntStream.rangeClosed(0, 8).mapToObj(minor -> new QeVersion(6, minor)),
                    IntStream.rangeClosed(0, 5).mapToObj(minor -> new QeVersion(7, minor)))
            .toList();

    /** Ends of names of pseudopotential files. */
    static final List<String> ENDINGS = List.of(".UPF", ".RRKJ3", ".vdb", ".van", ".gth", "", ".xml", ".psml");

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    /** In the form in which pw.x prints; the numbers are invented. */
    private static final String OUTPUT = """
                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 0: 0
                 Parallel version (MPI & OpenMP), running on      64 processor cores
                 Number of MPI processes:                16
                 Threads/MPI process:                     4
                 MPI processes distributed on     2 nodes
                 K-points division:     npool     =       8
                 number of atoms/cell      =           13
                 number of Kohn-Sham states=           26
                 number of k points=    10  Marzari-Vanderbilt smearing, width (Ry)=  0.0200
                 Dense  grid:    32871 G-vectors     FFT dimensions: (  48,  48,  48)
                 Estimated max dynamical RAM per process >      43.84 MB
                 iteration #  1     ecut=    20.00 Ry     beta= 0.70
                 convergence NOT achieved after 100 iterations: stopping
                 Error in routine c_bands (1):
                 init_run     :      0.05s CPU      0.06s WALL (       1 calls)
                 electrons    :     61.25s CPU     62.50s WALL (       1 calls)
                 PWSCF        :  1d 2h 1m 1.50s CPU  1m 2.75s WALL
               JOB DONE.
            """;

    private Seeds() {}

    static Stream<byte[]> inputs() {
        List<byte[]> seeds = new ArrayList<>();
        for (int version = 0; version < VERSIONS.size(); version++) {
            seeds.add(chosen(version, PwInputs.SILICON));
        }
        ObjectMapper json = new ObjectMapper();
        try {
            for (String line : Files.readAllLines(GOLDEN.resolve("golden.jsonl"))) {
                int version = seeds.size() % VERSIONS.size();
                seeds.add(chosen(version, json.readTree(line).get("input").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return seeds.stream();
    }

    static Stream<byte[]> pseudopotentials() {
        List<byte[]> seeds = new ArrayList<>(List.of(
                chosen(ENDINGS.indexOf(".RRKJ3"), OldFormats.RRKJ3),
                chosen(ENDINGS.indexOf(".vdb"), OldFormats.VANDERBILT),
                chosen(ENDINGS.indexOf(".gth"), OldFormats.GTH),
                chosen(ENDINGS.indexOf(""), OldFormats.NUMERIC),
                chosen(ENDINGS.indexOf(""), OldFormats.ANALYTIC)));
        for (String text : List.of(Upf.version1(), Upf.version2(), Upf.schema(), Upf.fullyRelativistic())) {
            seeds.add(chosen(0, text));
        }
        return seeds.stream();
    }

    static Stream<byte[]> outputs() {
        return Stream.of(OUTPUT.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] chosen(int choice, String text) {
        return ((char) choice + text).getBytes(StandardCharsets.UTF_8);
    }
}
