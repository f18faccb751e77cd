package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.Diagnostic;
import org.qeperf.api.InputException;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Directives as the parsers of the batch systems take them. */
class ReadDirectivesTest {

    private static ReadScript read(String text) {
        return BatchScript.read(text, "run.sh");
    }

    private static List<String> warnings(ReadScript script) {
        return script.warnings().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void aColonEndsTheDirectivesOfSlurmButNotThoseOfPbs() {
        String colon = "#!/bin/bash\n#X -N1 -n4\n: start\n#X -N2 -n8\nmpirun -np 4 pw.x\n";
        ReadScript slurm = read(colon.replace("#X", "#SBATCH"));
        assertEquals(4, slurm.job().resources().tasksPerNode());
        assertEquals(
                List.of(
                        "run.sh:4:1: warning: a directive after the first command, which the batch system does not read"),
                warnings(slurm));
        String pbs = "#!/bin/bash\n: start\n#PBS -l select=2:ncpus=4:mpiprocs=4\nmpirun pw.x\n";
        assertEquals(2, read(pbs).job().resources().nodes());
        assertThrows(InputException.class, () -> read(pbs.replace("#PBS", "cp a b\n#PBS")));
        assertThrows(InputException.class, () -> read(pbs.replace(": start", " : start")));
    }

    @Test
    void linesOfPbsGoOnBehindABackslash() {
        ReadScript script = read("""
                #!/bin/bash
                #PBS -l select=2:ncpus=4:mpiprocs=4 \\\s
                 -l walltime=01:00:00 -N my\\ job -k \\
                oe -m 'a\\b'
                mpirun pw.x -in a.in
                """);
        assertEquals(OptionalLong.of(3600), script.job().resources().seconds());
        assertEquals(2, script.job().resources().nodes());
        assertEquals("my job", script.job().name());
        assertEquals(Optional.of(2), script.lineOf(Part.NODES));
        assertEquals(Optional.of(3), script.lineOf(Part.TIME));
        assertEquals(
                List.of(
                        "run.sh:3:34: warning: '-k' is not part of the job as it is read",
                        "run.sh:4:4: warning: '-m' is not part of the job as it is read"),
                warnings(script).subList(0, 2));
    }

    @Test
    void aQuoteThatDoesNotEndIsToldWhereItBegins() {
        assertEquals(
                "run.sh:3:5: a quote begins that does not end on the line; expected its end, as the batch system does",
                assertThrows(InputException.class, () -> read("#!/bin/bash\n#PBS -V \\\n -N 'a\nmpirun pw.x\n"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "PBS,walltime,1:30.5,91",
        "PBS,walltime,90.499,90",
        "PBS,walltime,90.,90",
        "PBS,walltime,60:00,3600",
        "PBS,walltime,1:2:3:4,",
        "PBS,walltime,1:.5,",
        "PBS,walltime,1.x,",
        "PBS,walltime,0100,100",
        "SGE,h_rt,0100,64",
        "SGE,h_rt,0x100,256",
        "SGE,h_rt,100,100",
        "SGE,h_rt,1::1,3601",
        "SGE,h_rt,::90,90",
        "SGE,h_rt,01:30:00,5400",
        "SGE,h_rt,60:00,",
        "SGE,h_rt,08,",
        "SGE,h_rt,0x,",
        "SGE,h_rt,-5,",
    })
    void times(Scheduler scheduler, String name, String text, Long seconds) {
        String script = script(scheduler, name, text);
        if (seconds != null) {
            assertEquals(
                    OptionalLong.of(seconds), read(script).job().resources().seconds());
        } else {
            assertThrows(InputException.class, () -> read(script));
        }
    }

    private static String script(Scheduler scheduler, String name, String text) {
        String mark = scheduler == Scheduler.PBS ? "#PBS -l ncpus=1" : "#$ -pe mpi 1";
        return "#!/bin/bash\n" + mark + "\n" + mark.substring(0, mark.indexOf(' ')) + " -l " + name + "=" + text
                + "\nmpirun -np 1 pw.x\n";
    }

    @ParameterizedTest
    @CsvSource({
        "PBS,mem,16mw,134217728",
        "PBS,mem,16w,128",
        "PBS,mem,1GW,8589934592",
        "PBS,mem,16bw,",
        "PBS,mem,w,",
        "PBS,mem,9999999999tw,",
        "PBS,mem,2gb,2147483648",
        "SGE,h_vmem,010M,8388608",
        "SGE,h_vmem,0x10k,16000",
        "SGE,h_vmem,0.5G,536870912",
        "SGE,h_vmem,09M,",
    })
    void memory(Scheduler scheduler, String name, String text, Long bytes) {
        String script = script(scheduler, name, text);
        if (bytes != null) {
            assertEquals(OptionalLong.of(bytes), read(script).job().resources().memoryBytesPerNode());
        } else {
            assertThrows(InputException.class, () -> read(script));
        }
    }

    @Test
    void acceleratorsAmongOtherGenericResources() {
        ReadScript script = read("#!/bin/bash\n#SBATCH -N1 -n4 --gres=lscratch:10,gpu:a100:4(S:0,1)\nsrun pw.x\n");
        assertEquals(4, script.job().resources().gpusPerNode());
        assertEquals(
                List.of(
                        "run.sh:2:17: warning: 'lscratch:10' is not part of the job as it is read",
                        "run.sh:2:17: warning: the kind of accelerator is not part of the job as it is read"),
                warnings(script));
    }
}
