package org.qeperf.train.harvest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.qeperf.train.ExampleRuns;
import org.qeperf.train.Helium;
import org.qeperf.train.data.RunRecord;

/** A folder tree with runs of an invented helium crystal. */
final class RunFolder {

    static final String OUTPUT = """

                 Program PWSCF v.6.7MaX starts on  1Jan2020 at  0: 1: 2

                 Parallel version (MPI), running on     4 processors

                 MPI processes distributed on     1 nodes
                 K-points division:     npool     =       2
                 Reading input from he.in

                 number of atoms/cell      =            1
                 number of atomic types    =            1
                 number of electrons       =         2.00
                 number of Kohn-Sham states=            1
                 number of k points=     4
                 Dense  grid:      751 G-vectors     FFT dimensions: (  12,  12,  12)

                 Estimated max dynamical RAM per process >       0.50 MB

                 Self-consistent Calculation

                 iteration #  1     ecut=    10.00 Ry     beta= 0.70
                 ethr =  1.00E-02,  avg # of iterations =  2.0
                 iteration #  2     ecut=    10.00 Ry     beta= 0.70
                 ethr =  1.00E-04,  avg # of iterations =  1.5

                 convergence has been achieved in   2 iterations

                 electrons    :      1.00s CPU      1.50s WALL (       1 calls)

                 PWSCF        :      1.75s CPU      2.25s WALL


               This run was terminated on:   0: 1: 4   1Jan2020

            =------------------------------------------------------------------------------=
               JOB DONE.
            =------------------------------------------------------------------------------=
            """;

    /** What stands before the iterations begin. */
    static final String BEGUN = OUTPUT.substring(0, OUTPUT.indexOf("     iteration #  2"));

    private final Path root;

    RunFolder(Path root) throws IOException {
        this.root = root;
        write("pseudo/He.UPF", Helium.PSEUDOPOTENTIAL);
    }

    Path root() {
        return root;
    }

    /** Writes a file below the root; compressed, where its name asks for that. */
    Path write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (name.endsWith(".gz")) {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(bytes);
            }
            bytes = compressed.toByteArray();
        }
        return Files.write(file, bytes);
    }

    Harvester harvest() {
        Harvester harvester = new Harvester(
                ExampleRuns.EXTRACTOR,
                new HarvestOptions(Optional.of(ExampleRuns.MACHINE), List.of(root.resolve("pseudo")), line -> {}));
        harvester.harvest(root);
        return harvester;
    }

    /** The only run there is; nothing else may be noted. */
    RunRecord only() {
        Harvester harvester = harvest();
        if (harvester.records().size() != 1
                || !harvester.problems().isEmpty()
                || !harvester.duplicates().isEmpty()) {
            throw new AssertionError(harvester.records() + "\n" + harvester.problems() + "\n" + harvester.duplicates());
        }
        return harvester.records().get(0);
    }
}
