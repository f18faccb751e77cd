package org.qeperf.train.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class CampaignPlanReaderTest {

    private static final String PLAN = """
            name: lab
            seed: 7
            machine: {name: node, cores_per_node: 48, memory_mb_per_node: 192000}
            program: /opt/qe/bin/pw.x
            launch: srun -n {ranks}
            version: "7.2"
            pseudopotentials: {directories: [upf, more], gth: GTH_POTENTIALS}
            limits: {seconds: 90, memory_mb: 8000}
            attempts: 2
            runs:
              - name: all
                systems: [h*.in]
                cutoffs: [x0.5, 40, 30/240]
                kpoints: [as given, gamma, 4 4 4 1 1 1, spacing 0.4]
                cells: [1 1 1, 2 1 1]
                layouts: [{ranks: 1}, {nodes: 2, ranks: 8, threads: 6, pools: 2, band_groups: 2, task_groups: 2, diagonalization: 4}]
                variables: {diagonalization: [david, cg], Hubbard_U(1): 4.0}
                sampling: {method: random, runs: 20}
                work: [1e8, 1e10]
                repeats: 3
                limits: {seconds: 10}
                kill_after_seconds: 0.5
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void systems() throws IOException {
        Files.writeString(folder.resolve("h2.in"), "");
        Files.writeString(folder.resolve("h1.in"), "");
    }

    @Test
    void readsEveryKey() throws IOException {
        CampaignPlan plan = read(PLAN);
        assertEquals(
                "lab 7 Machine[name=node, coresPerNode=48, memoryBytesPerNode=201326592000] /opt/qe/bin/pw.x "
                        + "srun -n {ranks} 7.2 2",
                plan.name() + " " + plan.seed() + " " + plan.machine() + " " + plan.program() + " " + plan.launch()
                        + " " + plan.version() + " " + plan.attempts());
        assertEquals(
                List.of(folder.resolve("upf"), folder.resolve("more")),
                plan.pseudopotentials().directories());
        assertEquals(
                folder.resolve("GTH_POTENTIALS"), plan.pseudopotentials().gth().orElseThrow());
        CampaignPlan.Block block = plan.blocks().get(0);
        assertEquals(List.of(folder.resolve("h1.in"), folder.resolve("h2.in")), block.systems());
        assertEquals(new Cutoff(false, 30, 240, "30/240"), block.cutoffs().get(2));
        assertEquals(
                "[as given, gamma, 4 4 4 1 1 1, spacing 0.4]", block.kPoints().toString());
        assertEquals(List.of(new Supercell(1, 1, 1), new Supercell(2, 1, 1)), block.cells());
        assertEquals(new RunLayout(2, 8, 6, 2, 2, 2, 4), block.layouts().get(1));
        assertEquals(
                "{diagonalization=[david, cg], Hubbard_U(1)=[4.0]}",
                block.variables().toString());
        assertEquals(new Sampling(Sampling.Method.RANDOM, 20), block.sampling());
        assertEquals(new CampaignPlan.WorkRange(1e8, 1e10), block.work().orElseThrow());
        assertEquals(new CampaignPlan.Limits(10, 8000L << 20), block.limits());
        assertEquals(3, block.repeats());
        assertEquals(0.5, block.killAfterSeconds().orElseThrow());
    }

    @Test
    void hasDefaults() throws IOException {
        CampaignPlan plan = read("name: a\nseed: 1\nruns: {name: b, systems: h1.in}\n");
        CampaignPlan.Block block = plan.blocks().get(0);
        assertEquals("local", plan.machine().name());
        assertEquals("pw.x 7.5 3", plan.program() + " " + plan.version() + " " + plan.attempts());
        assertEquals(List.of(new RunLayout(1, 1, 1, 1, 1, 1, 0)), block.layouts());
        assertEquals(Sampling.full(), block.sampling());
        assertEquals(List.of(new Cutoff(true, 1, 1, "x1")), block.cutoffs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: lab          | name: ../lab     | 1:7: found '../lab'; expected letters, digits, '_', '.' and '-'",
                "seed: 7            | seed: x          | 2:7: found 'x'; expected a whole number from 0 to 9223372036854775807",
                "seed: 7            | speed: 7         | 2:1: unknown key 'speed', the nearest one is 'seed'; expected one of name, seed, machine, program, launch, version, pseudopotentials, limits, attempts, runs",
                "`version: \"7.2\"` | `version: \"5\"` | 6:10: found '5'; expected 6.0 to 6.8 or 7.0 to 7.5",
                "h*.in              | x*.in            | 12:15: found 'x*.in'; expected a file or a pattern that matches one",
                "h*.in              | `no/h.in`        | 12:15: found 'no/h.in'; expected inputs in a folder that exists",
                "h*.in              | `\"{\"`          | 12:15: found '{'; expected a file name, possibly with * and ?",
                "x0.5               | x0               | 13:15: found 'x0'; expected a cutoff in Ry such as 40 or 40/320, or a factor such as x1.2",
                "spacing 0.4        | spacing 0        | 14:45: found 'spacing 0'; expected 'as given', 'gamma', a mesh such as 4 4 4 1 1 1, or 'spacing S' with S in 1/angstrom",
                "4 4 4 1 1 1        | 4 4 0 0 0 0      | 14:32: found '4 4 0 0 0 0'; expected 'as given', 'gamma', a mesh such as 4 4 4 1 1 1, or 'spacing S' with S in 1/angstrom",
                "4 4 4 1 1 1        | 4 4 4 0 0 2      | 14:32: found '4 4 4 0 0 2'; expected 'as given', 'gamma', a mesh such as 4 4 4 1 1 1, or 'spacing S' with S in 1/angstrom",
                "2 1 1]             | 2 1]             | 15:20: found '2 1'; expected three whole numbers from 1 to 20, such as 2 1 1",
                "`{ranks: 1}`       | `{ranks: 0}`     | 16:23: found '0'; expected a whole number from 1 to 10000",
                "`{ranks: 1}`       | `{rank: 1}`      | 16:16: unknown key 'rank', the nearest one is 'ranks'; expected one of nodes, ranks, threads, pools, band_groups, task_groups, diagonalization",
                "nodes: 2, ranks: 8 | nodes: 3, ranks: 8 | 16:27: found keys and values; expected as many ranks on each node",
                "launch: srun -n {ranks} | `# no launcher` | 16:27: found keys and values; expected one rank, or the key launch in the plan, such as launch: mpirun -n {ranks}",
                "`[h*.in]`          | `[]`             | 12:14: found a list; expected at least one input",
                "[david, cg]        | `[]`             | 17:34: found a list; expected at least one value",
                "method: random     | method: sobol    | 18:24: found 'sobol'; expected full, random or latin-hypercube",
                "`[1e8, 1e10]`      | `[1e10, 1e8]`    | 19:11: found a list; expected the least and the most flop of an iteration, such as [1e8, 1e11]",
                "`{seconds: 10}`    | `{minutes: 1}`   | 21:14: unknown key 'minutes'; expected one of seconds, memory_mb",
                "kill_after_seconds: 0.5 | kill_after_seconds: -1 | 22:25: found '-1'; expected a positive number",
            })
    void saysWhatIsWrongWhere(String right, String wrong, String message) {
        String before = right.replace("\\n", "\n");
        String text = PLAN.replace(before, wrong.replace("\\n", "\n"));
        InputException e = assertThrows(InputException.class, () -> read(text));
        assertEquals(folder.resolve("plan.yaml") + ":" + message, e.getMessage());
    }

    @Test
    void refusesTwoSetsOfOneName() {
        InputException e = assertThrows(
                InputException.class,
                () -> read("name: a\nseed: 1\nruns:\n  - {name: b, systems: h1.in}\n  - {name: b, systems: h2.in}\n"));
        assertEquals(
                folder.resolve("plan.yaml") + ":5:12: found 'b'; expected a name that no other set of runs has",
                e.getMessage());
    }

    /** Labels tell inputs apart by their names. */
    @ParameterizedTest
    @ValueSource(strings = {"other/h1.in", "h1"})
    void refusesTwoInputsOfOneName(String other) throws IOException {
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve(other), "");
        InputException e = assertThrows(
                InputException.class,
                () -> read("name: a\nseed: 1\nruns:\n  - name: b\n    systems: [h1.in, " + other + "]\n"));
        assertEquals(
                folder.resolve("plan.yaml") + ":5:22: found '" + other
                        + "'; expected inputs of different names, without .in",
                e.getMessage());
    }

    @Test
    void takesAnInputThatIsNamedTwiceOnce() throws IOException {
        CampaignPlan plan = read("name: a\nseed: 1\nruns: {name: b, systems: [h2.in, h*.in]}\n");
        assertEquals(
                List.of(folder.resolve("h2.in"), folder.resolve("h1.in")),
                plan.blocks().get(0).systems());
    }

    @Test
    void refusesAPlanOfNothing() {
        InputException e = assertThrows(InputException.class, () -> read("name: a\nseed: 1\nruns: []\n"));
        assertEquals(
                folder.resolve("plan.yaml") + ":3:7: found a list; expected at least one set of runs", e.getMessage());
    }

    @Test
    void aProgramWithASlashIsRelativeToThePlan() throws IOException {
        String runs = "\nname: a\nseed: 1\nruns: {name: b, systems: h1.in}\n";
        assertEquals(
                folder.resolve("bin/pw.x").toString(),
                read("program: bin/pw.x" + runs).program());
        assertEquals("pw-6.8.x", read("program: pw-6.8.x" + runs).program());
    }

    private CampaignPlan read(String text) throws IOException {
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, text);
        return CampaignPlan.read(file);
    }
}
