package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qeperf.train.data.RunSet;

/** A table is imported, described and cleaned. */
class DataCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    static final String HEADER = "repo,commit,path,seg,machine,sched_hint,calc,qe_version,date,gpu,sirius,n_mpi,"
            + "n_threads,n_cores,n_nodes_best,mem_node_MiB,nimage,npool,nbgrp,ntg,ndiag,nat,ntyp,species,nelec,nbnd,"
            + "nk_printed,nsym,nspin,gamma_only,xc,pseudo_kind,nproj,ecutwfc,ecutrho,volume_au3,ngm,nr1,nr2,nr3,ngms,"
            + "nr1s,nr2s,nr3s,ram_max_MB,n_scf_iter,not_converged,job_done,electrons_wall,electrons_cpu,PWSCF_wall,"
            + "PWSCF_cpu,balanced\n";
    static final String ROW = "lab/runs,abc,PATH,0,Lab,,scf,6.7,3Dec2019,0,0,2.0,1.0,2.0,1.0,1000.0,1,1,1,1,1.0,6,2,"
            + "Si:2 O:4,32.0,16,3.0,12.0,1,0,PBE,US,48.0,36.0,288.0,800.0,40001,45,48,50,14001,45,48,50,20.5,10,0,1,"
            + "SECONDS,12.0,14.5,14.0,1\n";

    @TempDir
    private Path folder;

    private Path table;
    private Path runs;

    @BeforeEach
    void writeTheTable() throws IOException {
        String other = ROW.replace("3.0,12.0,1,0,PBE", "4.0,12.0,1,0,PBE").replace("14001,45,48,50", "14001,30,32,36");
        table = Files.writeString(
                folder.resolve("runs.csv"),
                HEADER
                        + ROW.replace("PATH", "a").replace("SECONDS", "9.0")
                        + ROW.replace("PATH", "b").replace("SECONDS", "11.0")
                        + other.replace("PATH", "c").replace("SECONDS", "0.1")
                        + other.replace("PATH", "d").replace("SECONDS", "20.0"));
        runs = folder.resolve("runs.jsonl.gz");
        assertEquals(
                new Console.Result(0, "", "4 runs in " + runs + "\n"),
                Console.run("data", "import", "public-runs", table, "-o", runs));
    }

    @Test
    void describesInOneDocument() throws IOException {
        Console.Result result = Console.run("data", "describe", runs, "--format", "json");
        assertEquals(0, result.status(), result.err());
        assertEquals("", result.err());
        JsonNode document = JSON.readTree(result.out());
        assertEquals(4, document.get("runs").intValue());
        assertEquals(4, document.get("ok").intValue());
        assertEquals(0, document.get("failed").intValue());
        assertEquals(1, document.get("systems").intValue());
        assertEquals(2, document.get("elements").intValue());
        assertEquals("[\"O\",\"Si\"]", document.get("element_list").toString());
        assertEquals("{\"converged\":4}", document.get("outcomes").toString());
        assertEquals("{\"1 x 2 x 1, 1 pool\":4}", document.get("layouts").toString());
        assertEquals("{\"Lab\":4}", document.get("machines").toString());
        assertEquals("{\"ultrasoft\":4}", document.get("pseudopotentials").toString());
        assertEquals(2, document.get("repeats").get("groups").intValue());
        assertEquals(
                "{\"rules\":\"default\",\"kept\":3,\"dropped\":{\"shorter than 0.2 s\":1}}",
                document.get("cleaning").toString());
        assertEquals(
                "{\"count\":4,\"min\":0.01,\"q10\":0.01,\"median\":1.1,\"q90\":2.0,\"max\":2.0}",
                document.get("seconds_per_scf_iteration").toString());
    }

    @Test
    void describesInATable() {
        assertEquals(new Console.Result(0, """
                        runs.jsonl.gz: 4 runs of 1 system with 2 elements, 4 of them converged
                        elements                   O Si
                        calculations               4 scf
                        layouts                    4 1 x 2 x 1, 1 pool
                        machines                   4 Lab
                        outcomes                   4 converged
                        pseudopotentials           4 ultrasoft
                        qe versions                4 6.7
                        spins                      4 1
                        disturbed                  0
                        on graphics processors     0
                        atoms                      6.000 to 6.000, median 6.000, 80 % from 6.000 to 6.000
                        scf iterations             10.00 to 10.00, median 10.00, 80 % from 10.00 to 10.00
                        seconds per scf iteration  0.01000 to 2.000, median 1.100, 80 % from 0.01000 to 2.000
                        total wall s               14.50 to 14.50, median 14.50, 80 % from 14.50 to 14.50
                        repeats                    4 runs in 2 groups, slowest and fastest differ by 198.0 % (median), \
                        198.0 % (one in ten)
                        cleaning thesis            1 kept
                                                   2 no smooth grid of its own
                                                   1 shorter than 0.2 s
                        """, ""), Console.run("data", "describe", runs, "--rules", "thesis"));
    }

    @Test
    void writesWhatACleaningKeeps() {
        Path kept = folder.resolve("kept.jsonl");
        assertEquals(
                new Console.Result(
                        0,
                        "",
                        "1 run in " + kept + ", 3 left out\n  2 no smooth grid of its own\n  1 shorter than 0.2 s\n"),
                Console.run("data", "clean", runs, "--rules", "thesis+balanced", "-o", kept));
        assertEquals("lab/runs/d", RunSet.read(kept).runs().get(0).origin().source());
    }

    @Test
    void writesNothingWhereNothingIsKept() throws IOException {
        Files.writeString(table, HEADER + ROW.replace("PATH", "a").replace("SECONDS", "0.1"));
        Console.run("data", "import", "public-runs", table, "-o", runs);
        Path kept = folder.resolve("kept.jsonl");
        assertEquals(
                Console.refused(3, "no run of runs.jsonl.gz is kept, so " + kept + " was not written"),
                Console.run("data", "clean", runs, "--rules", "default", "-o", kept));
        assertFalse(Files.exists(kept));
    }

    @Test
    void saysWhatIsWrong() throws IOException {
        Path out = folder.resolve("out.jsonl");
        assertEquals(
                Console.refused(
                        3,
                        "there is no cleaning 'none'; expected one of default, thesis, native, balanced, any-machine, or several"
                                + " joined by +"),
                Console.run("data", "clean", runs, "--rules", "none", "-o", out));
        assertEquals(
                Console.refused(2, "unknown form 'table'; expected public-runs; see 'qeperf data --help'"),
                Console.run("data", "import", "table", table, "-o", out));
        Files.writeString(table, HEADER + ROW);
        assertEquals(
                Console.refused(
                        2, table + ":2:1: column 'electrons_wall' is 'SECONDS'; expected a number of at least 0"),
                Console.run("data", "import", "public-runs", table, "-o", out));
        assertFalse(Files.exists(out));
        assertEquals(
                Console.refused(2, "expected one of: describe, clean, import, export; see 'qeperf data --help'"),
                Console.run("data"));
    }
}
