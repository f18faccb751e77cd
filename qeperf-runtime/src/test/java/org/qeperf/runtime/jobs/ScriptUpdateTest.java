package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.QePerfException;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.ReadScript;

class ScriptUpdateTest {

    private static final String GOOD = ExampleScripts.GOOD;
    private static final ScriptUpdate APPLY = new ScriptUpdate(Optional.empty(), List.of(), List.of(), true);

    @TempDir
    private Path folder;

    private static ScriptUpdate add(String software) {
        return new ScriptUpdate(Optional.empty(), List.of(software), List.of(), false);
    }

    private static ScriptUpdate remove(String software) {
        return new ScriptUpdate(Optional.empty(), List.of(), List.of(software), false);
    }

    private String update(String script, ScriptUpdate update) {
        return ExampleScripts.check(folder).update(script, ExampleScripts.question(folder), update);
    }

    private String move(String script, String machine) {
        ScriptQuestion question = ExampleScripts.question(folder)
                .on(ExampleScripts.clusters(folder).find(machine));
        return ExampleScripts.check(folder).update(script, question, ScriptUpdate.MODULES);
    }

    /** Lines that went, then lines that came. */
    private static String changes(String before, String after) {
        List<String> gone = new ArrayList<>(before.lines().toList());
        after.lines().forEach(gone::remove);
        List<String> come = new ArrayList<>(after.lines().toList());
        before.lines().forEach(come::remove);
        StringBuilder text = new StringBuilder();
        gone.forEach(line -> text.append("-").append(line).append('\n'));
        come.forEach(line -> text.append("+").append(line).append('\n'));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n# the end",
                "\n",
                "\t \n echo  'two\nlines' ;;  # odd  \n",
                "\ncat <<EOF\npw.x\n# MODULES\nEOF\n"
            })
    void aScriptThatNeedsNothingKeepsItsBytes(String end) {
        String script = GOOD.stripTrailing() + end;
        assertEquals(script, update(script, ScriptUpdate.MODULES));
        assertEquals(ExampleScripts.PBS + end, update(ExampleScripts.PBS + end, ScriptUpdate.MODULES));
    }

    @Test
    void aStaleBlockIsRenewed() {
        String script = GOOD.replace("module purge\n", "").replace("qe/alpha", "qe/1 # old");
        String stale = GOOD.replace("module purge\n", "").replace("qe/alpha", "qe/1");
        assertEquals(GOOD, update(stale, ScriptUpdate.MODULES));
        assertEquals(script.lines().count(), stale.lines().count());
    }

    @Test
    void softwareComesAndGoes() {
        String both = update(GOOD, add("plot"));
        assertEquals("""
                -# MODULES BEGIN alpha qe
                +# MODULES BEGIN alpha qe plot
                +module load plot/alpha
                """, changes(GOOD, both));
        assertEquals(both, update(both, add("plot")));
        assertEquals(GOOD, update(both, remove("plot")));
        assertEquals("""
                -# MODULES BEGIN alpha qe
                -module purge
                -module load qe/alpha
                -# MODULES END
                """, changes(GOOD, update(GOOD, remove("qe"))));
    }

    @Test
    void aScriptWithoutBlockGetsOneBeforeItsFirstCommand() {
        String with = update(ExampleScripts.SGE, add("plot"));
        assertEquals(
                ExampleScripts.SGE.replace(
                        "export OMP",
                        "# MODULES BEGIN delta plot\nmodule load plot/delta\n# MODULES END\n\nexport OMP"),
                with);
        assertEquals(with, update(with, ScriptUpdate.MODULES));
    }

    @Test
    void timeMemoryAndLayoutAreTakenOver() {
        String script = GOOD.replace("=12", "=2   # two")
                .replace("--cpus-per-task=1", "-c 6")
                .replace("THREADS=1", "THREADS=6")
                .replace("-nk 12", "-nk 2 -nd 1")
                .replace("--mem=24G", "--mem=60G");
        String applied = update(script, APPLY);
        assertEquals(APPLIED, changes(script, applied));
        assertEquals(applied, update(applied, APPLY));
    }

    private static final String APPLIED = """
            -#SBATCH --ntasks-per-node=2   # two
            -#SBATCH -c 6
            -#SBATCH --mem=60G
            -#SBATCH --time=00:40:00
            -export OMP_NUM_THREADS=6
            -srun --cpu-bind=cores pw.x -nk 2 -nd 1 -in pw.in > pw.out
            +#SBATCH --ntasks-per-node=12   # two
            +#SBATCH -c 1
            +#SBATCH --mem=19542M
            +#SBATCH --time=00:38:00
            +export OMP_NUM_THREADS=1
            +srun --cpu-bind=cores pw.x -nk 12 -in pw.in > pw.out
            """;

    @Test
    void aJobMovesFromSlurmToSlurmToPbs() {
        String beta = move(GOOD, "beta");
        assertEquals(BETA, beta);
        assertEquals(beta, move(beta, "beta"));
        String gamma = move(beta, "gamma");
        String back = move(gamma, "alpha");
        assertEquals(GAMMA + BACK, gamma + back);
        ReadScript read = BatchScript.read(gamma, "gamma");
        assertEquals("si", read.job().name());
    }

    private static final String BETA = """
            #!/bin/bash
            #SBATCH --job-name=si
            #SBATCH --account=me
            #SBATCH --partition=work
            #SBATCH --nodes=1
            #SBATCH --ntasks-per-node=24
            #SBATCH --cpus-per-task=1
            #SBATCH --time=00:24:00
            #SBATCH --qos=normal
            #SBATCH --exclusive

            # MODULES BEGIN beta qe
            module purge
            module load qe/beta
            # MODULES END

            export OMP_NUM_THREADS=1
            mpirun -np 24 --map-by ppr:24:node:PE=1 --bind-to core pw.x -nk 12 -in pw.in > pw.out
            """;
    private static final String GAMMA = """
            #!/bin/bash
            #PBS -N si
            #PBS -A me
            #PBS -q batch
            #PBS -l select=3:ncpus=8:mpiprocs=8:ompthreads=1:mem=6939mb
            #PBS -l place=scatter
            #PBS -l walltime=00:24:00
            #PBS -j oe

            cd "$PBS_O_WORKDIR" || exit 1

            # MODULES BEGIN gamma qe
            module purge
            module load qe/gamma
            # MODULES END

            export OMP_NUM_THREADS=1
            export I_MPI_PIN_DOMAIN=omp
            mpiexec -n 24 -ppn 8 pw.x -nk 12 -in pw.in > pw.out
            """;
    private static final String BACK = """
            #!/bin/bash
            #SBATCH --job-name=si
            #SBATCH --account=me
            #SBATCH --partition=cpu
            #SBATCH --nodes=2
            #SBATCH --ntasks-per-node=12
            #SBATCH --cpus-per-task=1
            #SBATCH --mem=10376M
            #SBATCH --time=00:24:00


            # MODULES BEGIN alpha qe
            module purge
            module load qe/alpha
            # MODULES END

            export OMP_NUM_THREADS=1
            export SRUN_CPUS_PER_TASK=1
            srun --cpu-bind=cores pw.x -nk 12 -in pw.in > pw.out
            """;

    @Test
    void aValueInAnotherFormIsWrittenAnew() {
        String script = GOOD.replace("--ntasks-per-node=12", "--ntasks-per-n=2")
                .replace("--cpus-per-task=1", "-c6")
                .replace("THREADS=1", "THREADS=6")
                .replace("-nk 12", "-nk 2");
        assertEquals("""
                -#SBATCH --ntasks-per-n=2
                -#SBATCH -c6
                -#SBATCH --mem=24G
                -#SBATCH --time=00:40:00
                -export OMP_NUM_THREADS=6
                -srun --cpu-bind=cores pw.x -nk 2 -in pw.in > pw.out
                +#SBATCH --ntasks-per-node=12
                +#SBATCH --cpus-per-task=1
                +#SBATCH --mem=19542M
                +#SBATCH --time=00:38:00
                +export OMP_NUM_THREADS=1
                +srun --cpu-bind=cores pw.x -nk 12 -in pw.in > pw.out
                """, changes(script, update(script, APPLY)));
    }

    @Test
    void aLineThatSaysMoreIsNotWrittenAnew() {
        refuses(
                GOOD.replace("--ntasks-per-node=12", "--ntasks-per-n=2")
                        .replace("--cpus-per-task=1", "-c6 --mail-type=END")
                        .replace("THREADS=1", "THREADS=6")
                        .replace("-nk 12", "-nk 2"),
                "line 7 of the script says more than this program understands, and cannot be changed; say the same in lines"
                        + " of their own, or write the script anew with 'qeperf script'");
    }

    @Test
    void aLaunchLineWithNumbersOfItsOwnIsNotChanged() {
        refuses(
                GOOD.replace("--cpu-bind=cores", "--ntasks-per-node=2 -c 6")
                        .replace("THREADS=1", "THREADS=6")
                        .replace("-nk 12", "-nk 2"),
                "the script asks for nodes, cores or ranks, or spreads its run, in a way that cannot be changed line by line;"
                        + " write it anew with 'qeperf script'");
    }

    private void refuses(String script, String message) {
        assertEquals(
                message,
                assertThrows(QePerfException.class, () -> update(script, APPLY)).getMessage());
    }

    @Test
    void aLauncherOnALineOfItsOwnIsNotChanged() {
        String script = GOOD.replace("cores pw.x", "cores \\\n  pw.x");
        assertEquals(
                "line 17 of the script starts a launch line that goes on; write launcher and program into one line",
                assertThrows(QePerfException.class, () -> move(script, "beta")).getMessage());
    }

    @Test
    void directivesThatAreNotUnderstoodStayAsComments() {
        String script = GOOD.replace("#SBATCH --nodes=1\n", "#SBATCH --nodes=1 --mail-type=END\n");
        String moved = move(script, "delta");
        assertEquals(
                List.of("# not taken over: #SBATCH --nodes=1 --mail-type=END"),
                moved.lines().filter(line -> line.contains("SBATCH")).toList());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(GOOD, remove("plot"), "the module block of the script does not name 'plot'; it names qe"),
                arguments(
                        ExampleScripts.PBS,
                        remove("qe"),
                        "the module block of the script does not name 'qe'; it names nothing"),
                arguments(
                        GOOD, add("nothing"), "machine 'alpha' knows no software 'nothing'; expected one of: qe, plot"),
                arguments(
                        GOOD.replace("alpha", "omega").replace("=cpu", "=x"),
                        ScriptUpdate.MODULES,
                        "the machine of the script is not known; name it with --machine"),
                arguments(
                        GOOD.replace("pw.in", "other.in"),
                        APPLY,
                        "there is no forecast of the run to take over: there is no input file 'other.in'"),
                arguments(
                        GOOD.replace("srun --cpu-bind=cores pw.x -nk 12", "RUN=\"pw.x -nk 4\"\nsrun $RUN"),
                        APPLY,
                        "the launch line of the script cannot be changed, since a variable holds its launcher or program;"
                                + " write pw.x and what starts it into the line"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatCannotBeChangedIsSaid(String script, ScriptUpdate update, String message) {
        assertEquals(
                message,
                assertThrows(QePerfException.class, () -> update(script, update))
                        .getMessage());
    }
}
