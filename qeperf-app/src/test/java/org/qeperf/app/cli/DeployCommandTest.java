package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of a deployment, written and checked. */
class DeployCommandTest {

    @TempDir
    private Path folder;

    private void write() {
        assertEquals(
                new Console.Result(
                        0,
                        "",
                        "written: " + folder.resolve("qeperf.service") + "\nwritten: " + folder.resolve("qeperf.env")
                                + "\n"),
                Console.run("deploy", "systemd", "--port", 9001, "--max-upload", "1MB", "-o", folder));
        assertEquals(
                new Console.Result(0, "", "written: " + folder.resolve("qeperf.conf") + "\n"),
                Console.run(
                        "deploy",
                        "nginx",
                        "--port",
                        9001,
                        "--max-upload",
                        "1MB",
                        "--server-name",
                        "q.test",
                        "-o",
                        folder));
    }

    @Test
    void filesAgreeWithOneAnother() throws IOException {
        write();
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("qeperf.env"))));
        String out = Console.run("deploy", "check", folder).out();
        assertTrue(out.contains("permissions of qeperf.env  good\n"), out);
        assertTrue(out.contains("same port                  good\n"), out);
        assertTrue(out.contains("same largest upload        good\n"), out);
    }

    @Test
    void disagreementIsBad() throws IOException {
        write();
        Files.setPosixFilePermissions(folder.resolve("qeperf.env"), PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(
                folder.resolve("qeperf.conf"),
                Files.readString(folder.resolve("qeperf.conf"))
                        .replace("127.0.0.1:9001", "127.0.0.1:9002")
                        .replace("client_max_body_size 1048576;", ""));
        Console.Result result = Console.run("deploy", "check", folder);
        assertEquals(3, result.status());
        assertTrue(
                result.out()
                                .contains(
                                        "permissions of qeperf.env  bad      others can read or change it; expected mode 600\n")
                        || result.out()
                                .contains(
                                        "permissions of qeperf.env  bad   others can read or change it; expected mode 600\n"),
                result.out());
        assertTrue(result.out().contains("service: 9001, site: 9002\n"), result.out());
        assertTrue(result.out().contains("service: 1048576, site: none told\n"), result.out());
        assertTrue(result.err().matches("[3-6] of 6 answers are bad\n"), result.err());
    }

    @Test
    void nothingToCheckIsSaid() {
        assertEquals(
                Console.refused(
                        2,
                        "there is nothing to check in " + folder
                                + "; expected qeperf.service, qeperf.env or qeperf.conf;"
                                + " see 'qeperf deploy --help'"),
                Console.run("deploy", "check", folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    systemd --memory 1   | --memory is '1'; expected a size such as 64GB or 500MB
                    systemd --max-upload 2GB | --max-upload is 2GB; expected less than 2GB
                    systemd --user Root  | the user is 'Root'; expected lower-case letters, digits, _ and -, at most 31, no digit or - first
                    nginx --server-name a;b | the server name is 'a;b'; expected a name such as qeperf.example.org
                    nginx --server-name a --tls-key /k | a certificate needs its key; expected both or none
                    """)
    void refusesInOneLine(String arguments, String message) {
        String[] words = ("deploy " + arguments + " -o " + folder).split(" ");
        assertEquals(Console.refused(2, message + "; see 'qeperf deploy --help'"), Console.run((Object[]) words));
    }

    @Test
    void namesItsCommands() {
        assertEquals(
                Console.refused(2, "expected one of: systemd, nginx, check, training-job; see 'qeperf deploy --help'"),
                Console.run("deploy"));
    }

    @Test
    void trainsInABatchJob() {
        Path box = ExampleMachine.write(folder);
        Console.Result result = Console.run(
                "deploy", "training-job", "--machine", box, "--partition", "dc-gpu", "--gpus", 1, "my plan.yaml");
        assertEquals("", result.err());
        assertEquals("""
                #!/bin/bash
                #SBATCH --job-name=qeperf-train
                #SBATCH --partition=dc-gpu
                #SBATCH --nodes=1
                #SBATCH --ntasks-per-node=1
                #SBATCH --cpus-per-task=1
                #SBATCH --gpus-per-node=1
                #SBATCH --mem=3G
                #SBATCH --time=00:10:00

                export OMP_NUM_THREADS=1
                export SRUN_CPUS_PER_TASK=1

                srun --cpu-bind=cores qeperf train 'my plan.yaml'
                """, result.out());
        Path script = folder.resolve("train.sh");
        assertEquals(
                new Console.Result(0, "", ""),
                Console.run("deploy", "training-job", "--machine", box, "--memory", "4GB", "plan.yaml", "-o", script));
        assertTrue(Files.exists(script));
        assertEquals(
                Console.refused(
                        2,
                        "a job of 9 accelerators per node; expected at most 4; see 'qeperf deploy training-job --help'"),
                Console.run(
                        "deploy", "training-job", "--machine", box, "--partition", "dc-gpu", "--gpus", 9, "plan.yaml"));
    }
}
