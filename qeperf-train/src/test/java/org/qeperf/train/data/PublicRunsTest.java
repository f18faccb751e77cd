package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.qeperf.train.ExampleRuns.EXTRACTOR;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Count;
import org.qeperf.api.feature.Counts;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Machine;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.Outcome;
import org.qeperf.train.ExampleRuns;

class PublicRunsTest {

    private static final String EXPECTED = "the table of public runs";

    @TempDir
    private Path folder;

    private final Map<String, String> row = new LinkedHashMap<>();

    PublicRunsTest() {
        String cells =
                "repo=lab/runs,commit=abc,path=si/pw.out,seg=0,machine=Lab (8c),sched_hint=,calc=scf,qe_version=6.7,"
                        + "date=3Dec2019,gpu=0,sirius=0,n_mpi=4.0,n_threads=2.0,n_cores=8.0,n_nodes_best=2.0,mem_node_MiB=1000.0,"
                        + "nimage=1,npool=2,nbgrp=1,ntg=1,ndiag=1.0,nat=6,ntyp=2,species=Si:2 O1:4,nelec=32.0,nbnd=16,"
                        + "nk_printed=3.0,nsym=12.0,nspin=2,gamma_only=0,xc=PBE,pseudo_kind=PAW+US,nproj=48.0,ecutwfc=36.0,"
                        + "ecutrho=288.0,volume_au3=800.0,ngm=40001,nr1=45,nr2=48,nr3=50,ngms=14001,nr1s=30,nr2s=32,nr3s=36,"
                        + "ram_max_MB=20.5,n_scf_iter=10,not_converged=0,job_done=1,electrons_wall=12.5,electrons_cpu=12.0,"
                        + "PWSCF_wall=14.5,PWSCF_cpu=14.0,balanced=1,h_psi_wall=5.5,h_psi_calls=77.0,vexx_wall=";
        for (String cell : cells.split(",")) {
            row.put(cell.substring(0, cell.indexOf('=')), cell.substring(cell.indexOf('=') + 1));
        }
    }

    @Test
    void aRowIsARecord() throws IOException {
        RunRecord run = read(row).get(0);
        assertEquals("lab/runs/si/pw.out", run.origin().source());
        assertEquals(16, run.id().length());
        assertEquals(Optional.of("O2Si"), run.system());
        assertEquals(Optional.of("6.7"), run.program().version());
        assertEquals(Optional.of("scf"), run.program().calculation());
        assertEquals(Optional.of(new Layout(2, 2, 2, 2)), run.place().evenLayout());
        assertEquals(
                Optional.of(new Machine("Lab (8c)", 4, 1000L << 20)),
                run.place().machine());
        assertEquals(List.of("O", "Si"), run.contents().elements());
        assertEquals(OptionalDouble.of(1.25), run.secondsPerScfIteration());
        assertEquals(OptionalDouble.of(14.5), run.times().totalWall());
        assertEquals(
                Map.of(
                        "electrons", new Clock(OptionalLong.empty(), OptionalDouble.of(12), OptionalDouble.of(12.5)),
                        "PWSCF", new Clock(OptionalLong.empty(), OptionalDouble.of(14), OptionalDouble.of(14.5)),
                        "h_psi", new Clock(OptionalLong.of(77), OptionalDouble.empty(), OptionalDouble.of(5.5))),
                run.times().clocks());
        assertEquals(OptionalLong.of((long) (20.5 * (1 << 20))), run.memory().estimated());
        assertEquals(Outcome.CONVERGED, run.outcome());
        assertEquals(
                Map.of(
                        "repository", "lab/runs",
                        "commit", "abc",
                        "balanced", "1",
                        "sirius", "0",
                        "machine", "Lab (8c)",
                        "date", "3Dec2019",
                        "pseudo_kind", "PAW+US"),
                run.labels());
    }

    @Test
    void countsAreWhatIsPrinted() throws IOException {
        assertEquals(
                new Counts(List.of(
                        new Count.Real("n_el", 32),
                        new Count.Whole("n_at", 6),
                        new Count.Whole("n_species", 2),
                        new Count.Whole("n_ks", 16),
                        new Count.Whole("n_k", 3),
                        new Count.Whole("n_sym", 12),
                        new Count.Whole("n_spin", 2),
                        new Count.Flag("noncollinear", false),
                        new Count.Whole("n_spin_density", 2),
                        new Count.Flag("gamma_only", false),
                        new Count.Real("ecutwfc_ry", 36),
                        new Count.Real("ecutrho_ry", 288),
                        new Count.Real("volume_bohr3", 800),
                        new Count.Whole("n_g_dense", 40001),
                        new Count.Grid("fft_dense", 45, 48, 50),
                        new Count.Whole("n_g_smooth", 14001),
                        new Count.Grid("fft_smooth", 30, 32, 36),
                        // 800 * 6^3 / (6 pi^2)
                        new Count.Whole("n_pw_max", 2918),
                        new Count.Whole("n_kb", 48),
                        new Count.Whole("n_transition", 0),
                        new Count.Whole("n_lanthanid", 0),
                        new Count.Flag("ultrasoft", true),
                        new Count.Flag("paw", true))),
                counts());
        row.put("gamma_only", "1");
        assertEquals(1460, counts().whole("n_pw_max"));
    }

    @Test
    void whatIsNotPrintedIsMissing() throws IOException {
        for (String column : List.of("nsym", "nproj", "nk_printed", "species", "ngms")) {
            row.put(column, "");
        }
        row.put("nspin", "4");
        List<String> names = counts().all().stream().map(Count::name).toList();
        for (String name : List.of("n_sym", "n_kb", "n_k", "n_transition", "n_lanthanid", "n_betas")) {
            assertTrue(!names.contains(name), name);
        }
        // The grid of the wave functions is that of the density where no other is printed.
        assertEquals(40001, counts().whole("n_g_smooth"));
        assertTrue(counts().flag("noncollinear"));
        // Taken as magnetic.
        assertEquals(4, counts().whole("n_spin_density"));
        assertEquals(Optional.empty(), read(row).get(0).system());
    }

    @Test
    void featuresNeedNoMore() throws IOException {
        RunRecord run = read(row).get(0);
        double[] features = EXTRACTOR
                .restore(run.counts().known().orElseThrow())
                .features(
                        ExampleRuns.SCHEMA,
                        run.place().evenLayout().orElseThrow(),
                        run.place().machine().orElseThrow())
                .toArray();
        assertEquals(ExampleRuns.SCHEMA.size(), features.length);
    }

    @Test
    void runsOfOneMachineShowWhatItHas() throws IOException {
        Map<String, String> wide = other(Map.of("n_mpi", "12.0", "n_cores", "24.0", "mem_node_MiB", "900.0"));
        Map<String, String> elsewhere =
                other(Map.of("machine", "", "path", "b", "mem_node_MiB", "", "ram_max_MB", "100.0", "n_cores", "6.0"));
        Map<String, String> silent = other(Map.of("machine", "?", "path", "c", "n_nodes_best", "", "n_mpi", "2"));
        List<RunRecord> runs = read(row, wide, elsewhere, silent);
        Optional<Machine> lab = Optional.of(new Machine("Lab (8c)", 12, 1000L << 20));
        assertEquals(lab, runs.get(0).place().machine());
        assertEquals(lab, runs.get(1).place().machine());
        assertEquals(
                Optional.of(new Machine("lab/runs", 3, 200L << 20)),
                runs.get(2).place().machine());
        // As many cores as were used, and the memory that was found.
        assertEquals(
                Optional.of(new Machine("?", 8, 1000L << 20)),
                runs.get(3).place().machine());
    }

    @Test
    void nodesWithUnequalSharesShowTheLargest() throws IOException {
        Map<String, String> uneven = other(
                Map.of("machine", "uneven", "n_mpi", "5", "n_cores", "5", "mem_node_MiB", "", "ram_max_MB", "100.0"));
        assertEquals(
                Optional.of(new Machine("uneven", 3, 300L << 20)),
                read(uneven).get(0).place().machine());
    }

    @Test
    void outcomesAreThoseOfTheTable() throws IOException {
        row.put("not_converged", "1");
        assertEquals(Outcome.NOT_CONVERGED, read(row).get(0).outcome());
        row.put("job_done", "0");
        assertEquals(Outcome.INCOMPLETE, read(row).get(0).outcome());
    }

    @Test
    void speciesWithoutAtomsCountAsSpeciesOnly() throws IOException {
        row.put("species", "Si:2 Fe1:0 Fe2:4 Gd:2 H:0");
        assertEquals(Optional.of("Fe2GdSi"), read(row).get(0).system());
        assertEquals(4, counts().whole("n_transition"));
        assertEquals(2, counts().whole("n_lanthanid"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nat          | six    | column 'nat' is 'six'; expected a number of at least 0",
                "nat          | -1     | column 'nat' is '-1'; expected a number of at least 0",
                "nat          | 1.5    | column 'nat' is '1.5'; expected a whole number from 0 to 2147483647",
                "nat          | 1e10   | column 'nat' is '1e10'; expected a whole number from 0 to 2147483647",
                "ngm          | 1e17   | column 'ngm' is '1e17'; expected a whole number from 0 to 9007199254740992",
                "ecutwfc      | NaN    | column 'ecutwfc' is 'NaN'; expected a number of at least 0",
                "nr1          | 0      | column 'nr1' is '0'; expected at least 1",
                "n_mpi        | 0.0    | column 'n_mpi' is '0.0'; expected at least 1",
                "gpu          | yes    | column 'gpu' is 'yes'; expected 0 or 1",
                "gamma_only   | ''     | column 'gamma_only' is empty; expected a value",
                "species      | Si:2 O | column 'species' has 'O'; expected labels with numbers of atoms, such as Si:2 O:4",
                "species      | :3     | column 'species' has ':3'; expected labels with numbers of atoms, such as Si:2 O:4",
            })
    void saysWhatIsWrongInWhichRow(String column, String value, String message) throws IOException {
        Map<String, String> wrong = other(Map.of(column, value));
        Path file = write(row, wrong);
        assertEquals(
                file + ":3:1: " + message,
                assertThrows(InputException.class, () -> PublicRuns.read(file)).getMessage());
    }

    @Test
    void aRunStandsOnce() throws IOException {
        Path file = write(row, row);
        assertEquals(
                file + ":3:1: a second run 'lab/runs/si/pw.out'; expected each once",
                assertThrows(InputException.class, () -> PublicRuns.read(file)).getMessage());
    }

    @Test
    void columnsAreNeeded() throws IOException {
        row.remove("nspin");
        refuses(text(row), "1:1: there is no column 'nspin'; expected " + EXPECTED);
    }

    @Test
    void otherTextIsNoTable() throws IOException {
        refuses("", "1:1: there is no row; expected " + EXPECTED);
        refuses("repo,commit\n", "1:1: there is no row; expected " + EXPECTED);
        refuses("a,b\n1,2\n", "1:1: there is no column 'repo'; expected " + EXPECTED);
        String good = text(row);
        String table = "; expected comma-separated values with a header";
        refuses(good + "lab\n", "3:1: not a table: Record 3 has 1 fields, but first record had 56 fields" + table);
        refuses(
                good.replaceFirst("PBE", "\"a\nb\"") + "lab,",
                "4:1: not a table: Record 4 has 2 fields, but first record had 56 fields" + table);
        refuses(good.replaceFirst("\n", ",nat\n"), "1:1: not a table: Header contains duplicate fields: [nat]" + table);
        refuses(
                good + "\"lab",
                "3:1: not a table: Unclosed quoted field at end of input (record starting at line 3)" + table);
    }

    private void refuses(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("runs.csv"), text);
        assertEquals(
                file + ":" + message,
                assertThrows(InputException.class, () -> PublicRuns.read(file)).getMessage());
    }

    @Test
    void anyBytesGiveRecordsOrALocatedError() throws IOException {
        byte[] good = text(row, other(Map.of("path", "b"))).getBytes(StandardCharsets.UTF_8);
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = good.clone();
            for (int j = 0; j <= i % 4; j++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(folder.resolve("any.csv"), bytes);
            try {
                PublicRuns.read(file);
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(file + ":"), e.getMessage());
            }
        }
    }

    /** The whole table, where it is at hand. */
    @Test
    void theTableItselfIsRead() {
        Path file = Path.of(System.getProperty("qeperf.truth", "../../shared/truth"))
                .resolveSibling("data/public-runs/runs.csv");
        assumeTrue(Files.isRegularFile(file), () -> file + " is not there");
        List<RunRecord> runs = PublicRuns.read(file);
        assertEquals(13_367, runs.size());
        Cleaning.Result clean = Cleaning.find("native+balanced").apply(runs, "pw.x");
        assertEquals(2_182, clean.kept().size());
        assertEquals(
                2_763, Cleaning.find("any-machine").apply(runs, "pw.x").kept().size());
        RunSet set = new RunSet("public", "00", runs);
        assertEquals(
                2_120,
                Dataset.of(
                                set,
                                Cleaning.find("native+balanced"),
                                RunTarget.SECONDS_PER_SCF_ITERATION,
                                EXTRACTOR,
                                ExampleRuns.SCHEMA)
                        .size());
    }

    private Map<String, String> other(Map<String, String> changes) {
        Map<String, String> other = new LinkedHashMap<>(row);
        other.put("path", "other/pw.out");
        other.putAll(changes);
        return other;
    }

    private Counts counts() throws IOException {
        return read(row).get(0).counts().known().orElseThrow();
    }

    @SafeVarargs
    private List<RunRecord> read(Map<String, String>... rows) throws IOException {
        return PublicRuns.read(write(rows));
    }

    @SafeVarargs
    private Path write(Map<String, String>... rows) throws IOException {
        return Files.writeString(folder.resolve("runs.csv"), text(rows));
    }

    @SafeVarargs
    private static String text(Map<String, String>... rows) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", rows[0].keySet()));
        for (Map<String, String> row : rows) {
            lines.add(String.join(",", row.values()));
        }
        return String.join("\n", lines) + "\n";
    }
}
