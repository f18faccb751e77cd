package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.features.workload.PwFeatureExtractor;

/** Starts pw.x, where it is installed, and compares what it prints. It stops before the first iteration. */
class PwxTest {

    private static final String SILICON = """
            &control prefix='run' /
            &system ibrav=2, celldm(1)=10.2, nat=2, ntyp=1, ecutwfc=10 /
            &electrons /
            ATOMIC_SPECIES
            Si 28.086 Si.pz-vbc.UPF
            ATOMIC_POSITIONS alat
            Si 0 0 0
            Si 1/4 1/4 2^-2
            K_POINTS automatic
            3 3 3 1 1 1
            """;

    private static final String OXIDE = """
            &control prefix='run' /
            &system
              ibrav=4, A=3.1, C=4.9, nat=3, ntyp=2, ecutwfc=16, ecutrho=120
              occupations='smearing', degauss=0.02, nspin=2, starting_magnetization(1)=0.4
            /
            &electrons mixing_ndim=5, diagonalization='cg' /
            ATOMIC_SPECIES
            Fe 55.845 Fe.pbe-nd-rrkjus.UPF
            O  15.999 O.pbe-rrkjus.UPF
            ATOMIC_POSITIONS crystal
            Fe 0 0 0
            O 1/3 2/3 0.21
            O 2/3 1/3 -0.21
            K_POINTS automatic
            3 3 2 0 0 0
            """;

    private static final String MOLECULE = """
            &control prefix='run' /
            &system ibrav=1, celldm(1)=9, nat=2, ntyp=1, ecutwfc=14, nr1=25, nr2=20, nr3=18 /
            &electrons /
            ATOMIC_SPECIES
            N 14.007 N.pbe-kjpaw.UPF
            ATOMIC_POSITIONS bohr
            N 0 0 1.04
            N 0 0 -1.04
            K_POINTS gamma
            """;

    private static final String SITES = """
            &control prefix='run' /
            &system
              space_group=227, origin_choice=2, A=5.43, nat=2, ntyp=1, ecutwfc=10
              occupations='smearing', degauss=0.02
            /
            &electrons /
            ATOMIC_SPECIES
            Si 28.086 Si.pz-vbc.UPF
            ATOMIC_POSITIONS crystal_sg
            Si 8a
            Si 32e 0.3
            K_POINTS automatic
            3 3 3 1 1 1
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {SILICON, OXIDE, MOLECULE, SITES})
    void pwxPrintsTheSameCounts(String text) throws Exception {
        Path potentials = potentials().orElse(Path.of("missing"));
        assumeTrue(onPath("pw.x"), "pw.x is not on the PATH");
        assumeTrue(Files.isDirectory(potentials), "the pseudopotentials of Quantum ESPRESSO are not installed");
        Path input = Files.writeString(folder.resolve("pw.in"), text);
        String output = run(potentials, input);

        Counts counts = new PwFeatureExtractor()
                .read(SimulationFiles.of(input, potentials))
                .counts();
        assertEquals(Double.parseDouble(printed(output, "number of electrons += +([\\d.]+)")), counts.real("n_el"));
        assertEquals(printed(output, "number of Kohn-Sham states= +(\\d+)"), "" + counts.whole("n_ks"));
        assertEquals(printed(output, "number of k points= +(\\d+)"), "" + counts.whole("n_k"));
        assertEquals(printed(output, "(\\d+) Sym\\. Ops\\."), "" + counts.whole("n_sym"));
        assertEquals(printed(output, "\n +Sum +(\\d+)"), "" + counts.whole("n_sticks_dense"));
        assertGrid(output, "Dense", counts);
        if (output.contains("Smooth grid")) {
            assertGrid(output, "Smooth", counts);
        }
        double memory = Double.parseDouble(printed(output, "Estimated max dynamical RAM per process > +([\\d.]+) MB"));
        assertEquals(memory, counts.real("memory_per_rank_mb"), 0.05 * memory);
    }

    private static void assertGrid(String output, String name, Counts counts) {
        String line = name + " +grid: +(\\d+) G-vectors +FFT dimensions: \\( *(\\d+), *(\\d+), *(\\d+)\\)";
        Matcher found = Pattern.compile(line).matcher(output);
        assertTrue(found.find(), output);
        String kind = name.toLowerCase(java.util.Locale.ROOT);
        Count.Grid grid = counts.grid("fft_" + kind);
        assertEquals(
                List.of(found.group(1), found.group(2), found.group(3), found.group(4)),
                List.of("" + counts.whole("n_g_" + kind), "" + grid.n1(), "" + grid.n2(), "" + grid.n3()));
    }

    private static String printed(String output, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(output);
        assertTrue(found.find(), () -> pattern + " is not in\n" + output);
        return found.group(1);
    }

    private String run(Path potentials, Path input) throws IOException, InterruptedException {
        Files.createFile(folder.resolve("run.EXIT"));
        Path output = folder.resolve("pw.out");
        ProcessBuilder builder = new ProcessBuilder("nice", "-n", "10", "pw.x", "-in", input.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ESPRESSO_PSEUDO", potentials.toString(),
                        "ESPRESSO_TMPDIR", folder.toString(),
                        "OMP_NUM_THREADS", "1"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "pw.x does not stop");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    static Optional<Path> potentials() {
        return Optional.ofNullable(System.getenv("ESPRESSO_PSEUDO"))
                .map(Path::of)
                .or(() -> Optional.of(Path.of("/usr/share/espresso/pseudo")))
                .filter(p -> Files.isRegularFile(p.resolve("Si.pz-vbc.UPF")));
    }

    static boolean onPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p).resolve(program)));
    }
}
