package org.qeperf.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.LayoutProblem;
import org.qeperf.api.feature.LayoutProblem.Severity;
import org.qeperf.api.feature.Machine;
import org.qeperf.api.feature.SimulationFiles;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.workload.PwFeatureExtractor;

/** Starts pw.x on several ranks, where it is installed, and compares how it stops and what it chooses. */
class PwxLayoutTest {

    private static final String SILICON = """
            &control prefix='run' /
            &system ibrav=2, celldm(1)=10.2, nat=2, ntyp=1, ecutwfc=6 /
            &electrons /
            ATOMIC_SPECIES
            Si 28.086 Si.pz-vbc.UPF
            ATOMIC_POSITIONS alat
            Si 0 0 0
            Si 1/4 1/4 1/4
            K_POINTS automatic
            2 2 2 1 1 1
            """;

    private static final Machine MACHINE = new Machine("test", 64, 1L << 36);
    private static final Pattern VERSION = Pattern.compile("Program PWSCF v\\.(\\d\\.\\d)");
    private static final Pattern GROUP = Pattern.compile("size of sub-group: +(\\d+)\\* +(\\d+) procs");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "2, 3, 0, 1, ecutwfc=6, pools-beyond-ranks",
        "4, 3, 0, 1, ecutwfc=6, pools-do-not-divide-ranks",
        "2, 2, 0, 1, lelfield=.true., phases-with-pools",
        "2, 2, 0, 1, tstress=.true., hybrid-stress-with-pools",
        "4, 4, 0, 1, input_dft='pbe0', pools-beyond-k-points",
        "4, 1, 0, 3, ecutwfc=6, task-groups-do-not-divide-ranks",
        "4, 1, 0, 1, 'nbnd=1, tot_charge=6', linear-algebra-beyond-states"
    })
    void pwxStopsWhereARuleSaysSo(int ranks, int pools, int diagonalization, int groups, String variable, String rule)
            throws Exception {
        String text = SILICON;
        if (variable.startsWith("lelfield")) {
            text = PwInputs.replace(text, "prefix='run'", "prefix='run', " + variable);
        } else if (variable.startsWith("tstress")) {
            text = PwInputs.replace(text, "prefix='run'", "prefix='run', " + variable);
            text = PwInputs.replace(text, "ecutwfc=6", "ecutwfc=6, input_dft='pbe0'");
        } else if (!variable.startsWith("ecutwfc")) {
            text = PwInputs.replace(text, "ecutwfc=6", "ecutwfc=6, " + variable);
        }
        Layout layout = new Layout(1, ranks, 1, pools, diagonalization, groups);
        stopBeforeTheFirstIteration();
        assertStops(rule, text, layout);
    }

    /** 21 columns. */
    @Test
    void pwxStopsAtRanksWithoutPlaneWaves() throws Exception {
        String text = PwInputs.replace(SILICON, "ibrav=2, celldm(1)=10.2, nat=2", "ibrav=1, celldm(1)=5, nat=1");
        text = PwInputs.replace(text, "ecutwfc=6", "ecutwfc=6, tot_charge=2").replace("Si 1/4 1/4 1/4\n", "");
        text = PwInputs.replace(text, "2 2 2 1 1 1", "2 1 1 0 0 0");
        assertStops("ranks-without-plane-waves", text, new Layout(1, 22, 1, 1, 1, 1));
    }

    private void stopBeforeTheFirstIteration() throws IOException {
        Files.createFile(folder.resolve("run.EXIT"));
    }

    private void assertStops(String rule, String text, Layout layout) throws Exception {
        Path input = Files.writeString(folder.resolve("pw.in"), text);
        String output = run(input, layout);
        LayoutProblem first = workload(input, output).problems(layout, MACHINE).get(0);
        assertEquals(rule, first.rule());
        assertEquals(Severity.STOPS, first.severity());
        assertTrue(output.contains(first.printed().orElseThrow()), () -> first + "\n" + output);
    }

    @Test
    void pwxChoosesTheSameGroup() throws Exception {
        Path input = Files.writeString(folder.resolve("pw.in"), SILICON);
        int ranks = 4;
        stopBeforeTheFirstIteration();
        String output = run(input, new Layout(1, ranks, 1, 1));
        Workload workload = workload(input, output);
        Matcher group = GROUP.matcher(output);
        int size = group.find() ? Integer.parseInt(group.group(1)) * Integer.parseInt(group.group(2)) : 1;
        assertTrue(size > 1 || output.contains("a serial algorithm will be used"), output);
        assertEquals(new Layout(1, ranks, 1, 1, size, 1), workload.programsChoice(1, ranks, 1));
        assertEquals(List.of(), workload.problems(workload.programsChoice(1, ranks, 1), MACHINE));
    }

    /** For the release that the output names; it stops at some layouts before it says which one it is. */
    private static Workload workload(Path input, String output) {
        Matcher version = VERSION.matcher(output);
        return new PwFeatureExtractor()
                .read(new SimulationFiles(
                        input,
                        List.of(PwxTest.potentials().orElseThrow()),
                        version.find() ? Optional.of(version.group(1)) : Optional.empty()));
    }

    /** What pw.x prints, and the file in which each rank says why it stopped. */
    private String run(Path input, Layout layout) throws IOException, InterruptedException {
        assumeTrue(PwxTest.onPath("pw.x") && PwxTest.onPath("mpirun"), "pw.x or mpirun is not on the PATH");
        assumeTrue(PwxTest.potentials().isPresent(), "the pseudopotentials of Quantum ESPRESSO are not installed");
        Path output = folder.resolve("pw.out");
        List<String> command = new ArrayList<>(List.of("nice", "-n", "10", "mpirun", "--allow-run-as-root"));
        command.addAll(List.of("--oversubscribe", "-n", "" + layout.ranks(), "pw.x", "-nk", "" + layout.pools()));
        command.addAll(List.of("-nt", "" + layout.taskGroups()));
        if (layout.diagonalizationRanks() != Layout.PROGRAM_CHOOSES) {
            command.addAll(List.of("-nd", "" + layout.diagonalizationRanks()));
        }
        command.addAll(List.of("-in", input.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ESPRESSO_PSEUDO", PwxTest.potentials().orElseThrow().toString(),
                        "ESPRESSO_TMPDIR", folder.toString(),
                        "OMP_NUM_THREADS", "1"));
        Process process = builder.start();
        try {
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "pw.x does not stop");
        } finally {
            process.destroyForcibly();
        }
        Path reasons = folder.resolve("CRASH");
        return Files.readString(output) + (Files.exists(reasons) ? Files.readString(reasons) : "");
    }
}
