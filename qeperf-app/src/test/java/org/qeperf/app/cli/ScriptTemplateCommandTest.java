package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTemplateCommandTest {

    @TempDir
    private Path folder;

    private Path box;

    @BeforeEach
    void writeAMachine() {
        box = ExampleMachine.write(folder);
    }

    private Console.Result template(String arguments) {
        List<Object> all = new ArrayList<>(List.of("script", "template", "--machine", box));
        all.addAll(List.of(arguments.split(" +")));
        return Console.run(all.toArray());
    }

    private static final String EXAMPLE = "--partition dc-gpu --software SOFTWARE --executable ./executable.x --nodes 2"
            + " --time 1h --job-name testjob --account raise-ctp2 --output test.out --error test.err";

    /** The directives of the example in CoE RAISE's deliverable D2.13, for a machine with nodes like those of JURECA. */
    private static final String SCRIPT = """
            #!/bin/bash
            #SBATCH --job-name=testjob
            #SBATCH --account=raise-ctp2
            #SBATCH --partition=dc-gpu
            #SBATCH --nodes=2
            #SBATCH --ntasks-per-node=1
            #SBATCH --cpus-per-task=32
            #SBATCH --gpus-per-node=4
            #SBATCH --time=01:00:00
            #SBATCH --output=test.out
            #SBATCH --error=test.err

            # MODULES BEGIN box ddp
            ml --force purge
            ml use $OTHERSTAGES
            ml GCC/11.2.0
            # MODULES END

            export OMP_NUM_THREADS=32
            export OMP_PLACES=cores
            export OMP_PROC_BIND=close
            export SRUN_CPUS_PER_TASK=32

            srun --cpu-bind=cores ./executable.x
            """;

    @Test
    void writesTheScriptOfOtherSoftware() throws IOException {
        assertEquals(new Console.Result(0, SCRIPT, ""), template(EXAMPLE.replace("SOFTWARE", "ddp")));
        String heat = template(EXAMPLE.replace("SOFTWARE", "heat")).out();
        assertEquals(
                List.of("#SBATCH --ntasks-per-node=4", "#SBATCH --cpus-per-task=32", "#SBATCH --gpus-per-node=4"),
                heat.lines().filter(line -> line.contains("-per-")).toList());
        Path file = folder.resolve("ddp.sh");
        assertEquals(new Console.Result(0, "", ""), template(EXAMPLE.replace("SOFTWARE", "ddp") + " -o " + file));
        assertEquals(SCRIPT, Files.readString(file));
    }

    @Test
    void printsModuleBlocks() {
        assertEquals(new Console.Result(0, """
                        # MODULES BEGIN box ddp heat
                        ml --force purge
                        ml use $OTHERSTAGES
                        ml GCC/11.2.0
                        ml HeAT
                        # MODULES END
                        """, ""), Console.run("script", "modules", box, "ddp", "heat"));
        String see = "; see 'qeperf script modules --help'";
        assertEquals(
                Console.refused(2, "machine 'box' knows no software 'vasp'; expected one of: qe, ddp, heat" + see),
                Console.run("script", "modules", box, "ddp", "vasp"));
        assertEquals(
                Console.refused(
                        2,
                        "there is no machine 'hal'; expected one of: " + ScriptCommandTest.names()
                                + ", or a file that ends with .json" + see),
                Console.run("script", "modules", "hal", "qe"));
        assertEquals(
                Console.refused(2, "Missing required parameter: 'SOFTWARE'" + see),
                Console.run("script", "modules", box));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | --software vasp --executable a --nodes 1 --time 1h | machine 'box' knows no software 'vasp';"
                        + " expected one of: qe, ddp, heat; see 'qeperf script template --help'",
                "2 | --software ddp --executable a --nodes 0 --time 1h | --nodes is 0; expected at least 1;"
                        + " see 'qeperf script template --help'",
                "2 | --software ddp --executable a --time 1h | Missing required option: '--nodes=N';"
                        + " see 'qeperf script template --help'",
                "2 | --software ddp --executable a --nodes 1 --time 1h --partition no | machine 'box' has no partition"
                        + " 'no'; expected one of: main:normal:fast, shared, small, dc-gpu;"
                        + " see 'qeperf script template --help'",
                "2 | --software ddp --executable -a --nodes 1 --time 1h --scheduler pbs --account a/b | the account is"
                        + " 'a/b', which the batch system can't be told; expected letters, digits and _ . + @ -, no"
                        + " hyphen first; see 'qeperf script template --help'",
                "3 | --software ddp --executable a --nodes 5 --time 1h | a job of 5 nodes; partition 'main:normal:fast' of"
                        + " machine 'box' takes at most 4",
                "3 | --software ddp --executable a --nodes 1 --time 25h --partition dc-gpu | a job of 25:00:00;"
                        + " partition 'dc-gpu' of machine 'box' takes at most 24:00:00"
            })
    void saysWhatIsWrong(int status, String arguments, String problem) {
        assertEquals(Console.refused(status, problem), template(arguments));
    }
}
