package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import org.qeperf.runtime.batch.Scheduler;

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
            +#SBATCH --mem=20310M
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
            #PBS -l select=3:ncpus=8:mpiprocs=8:ompthreads=1:mem=7451mb
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
            #SBATCH --mem=11144M
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
                +#SBATCH --mem=20310M
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
    void aLaunchLineBehindAProgramThatRunsItIsChanged() {
        String script = GOOD.replace("srun ", "timeout 3600 srun ").replace("-nk 12", "-nk 4");
        String applied = update(script, APPLY);
        assertTrue(applied.contains("\ntimeout 3600 srun --cpu-bind=cores pw.x -nk 12 -in pw.in > pw.out\n"), applied);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> pw.out\nsrun pw.x -in pw.in",
                "> pw.out\nsrun pp.x -in pp.in",
                "> pw.out || exit 1\nsrun ph.x",
                "> pw.out\nif true; then srun pw.x -in pw.in; fi"
            })
    void timeMemoryAndLayoutOfSeveralRunsAreKept(String end) {
        String script =
                GOOD.replace("> pw.out", end).replace("00:40:00", "10:00:00").replace("-nk 12", "-nk 4");
        assertEquals(script, update(script, APPLY));
        assertEquals(
                "the script starts several programs; write one for each run, to move them to machine 'beta'",
                assertThrows(QePerfException.class, () -> move(script, "beta")).getMessage());
    }

    @Test
    void theTimeOfARunInALoopIsKept() {
        String script = GOOD.replace("srun", "for f in a b; do\nsrun")
                .replace("> pw.out", "> $f.out\ndone")
                .replace("00:40:00", "10:00:00")
                .replace("-nk 12", "-nk 4");
        assertEquals(script, update(script, APPLY));
        assertTrue(move(script, "beta").contains("#SBATCH --time=10:00:00\n"));
        assertTrue(move(script.replace("=10:", "=20:"), "beta").contains("#SBATCH --time=12:00:00\n"));
    }

    @Test
    void aJobThatSharesNodesAsksForNoMoreCoresElsewhere() {
        String script = ExampleScripts.PBS
                .replace("select=2:ncpus=8:mpiprocs=6", "select=1:ncpus=4:mpiprocs=4")
                .replace("-n 12", "-n 4");
        assertTrue(move(script, "alpha").contains("#SBATCH --ntasks-per-node=4\n#SBATCH --cpus-per-task=1\n"));
        assertTrue(move(script, "beta").contains("#SBATCH --ntasks-per-node=24\n#SBATCH --cpus-per-task=1\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd $PBS_O_WORKDIR", "  cd \"${PBS_O_WORKDIR}\" || exit 1"})
    void theFolderOfPbsGoes(String line) {
        String script = ExampleScripts.PBS.replace("cd $PBS_O_WORKDIR", line);
        assertFalse(move(script, "alpha").contains("cd "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd $PBS_O_WORKDIR/. && cp ../a b", "cd $PBS_O_WORKDIR/run", "cd $PBS_O_WORKDIR; ls"})
    void whatDoesMoreThanChangeTheFolderStays(String line) {
        String script = ExampleScripts.PBS.replace("cd $PBS_O_WORKDIR", line);
        assertTrue(move(script, "alpha").contains("\n" + line + "\n"));
    }

    @Test
    void moreCoresThanCanBeCountedAreNotMoved() {
        String script = GOOD.replace("nodes=1", "nodes=1000000000")
                .replace("node=12", "node=1000000000")
                .replace("task=1", "task=1000000000");
        assertEquals(
                "the script asks for more cores than can be counted; correct its numbers first",
                assertThrows(QePerfException.class, () -> move(script, "beta")).getMessage());
    }

    @Test
    void aFileNameThatTheOtherBatchSystemCannotBeToldIsNotMoved() {
        String script = GOOD.replace("#SBATCH --account=me", "#SBATCH --output=a$b");
        assertEquals(
                "the script cannot be changed: the output file is 'a$b', which the batch system can't be told;"
                        + " expected letters, digits and _ . / + = @ % -, no hyphen first",
                assertThrows(QePerfException.class, () -> move(script, "gamma")).getMessage());
    }

    @Test
    void directivesBehindCommandsMoveToo() {
        String script = ExampleScripts.LSF
                .replace("#BSUB -W 01:00\n", "")
                .replace("export OMP", "#BSUB -W 01:00\n  #BSUB -B\nexport OMP");
        String moved = move(script, "alpha");
        assertEquals(1, moved.lines().filter(line -> line.contains("BSUB")).count(), moved);
        assertTrue(moved.contains("\n# not taken over:   #BSUB -B\n"), moved);
        assertEquals(Scheduler.SLURM, BatchScript.read(moved, "moved").scheduler());
    }

    @Test
    void aDirectiveThatGoesOnIsNotChanged() {
        String script = ExampleScripts.PBS.replace("16gb\n#PBS -l", "16gb \\\n -l");
        String message = "line 5 of the script starts a directive that goes on; write it into one line";
        refuses(script, message);
        assertEquals(
                message,
                assertThrows(QePerfException.class, () -> move(script, "alpha")).getMessage());
    }

    @Test
    void theFindingThatLeavesNoForecastIsTold() {
        refuses(
                GOOD.replace("--nodes=1", "--nodes=5").replace("pw.in", "$IN"),
                "there is no forecast of the run to take over: the input file is '$IN', which only the shell can tell");
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
