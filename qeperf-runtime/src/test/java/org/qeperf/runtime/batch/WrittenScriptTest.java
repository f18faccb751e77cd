package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the manuals say: sbatch(1), OPTIONS; qsub(1B) and pbs_resources(7B); LSF 10.1 Command Reference, bsub; submit(1) of Grid Engine.
 */
class WrittenScriptTest {

    @ParameterizedTest
    @EnumSource
    void digitsAreThoseOfBatchSystemsEverywhere(Scheduler scheduler) {
        String script = BatchScript.write(Jobs.full(scheduler), scheduler);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(script, BatchScript.write(Jobs.full(scheduler), scheduler));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void wordsThatBeginAnotherJobOfSlurmAreHidden() {
        Job job = Jobs.job(
                "\u0130 hetjob packjob HetJob", Queue.DEFAULT, Jobs.SMALL, Jobs.command(Launcher.SRUN, "pw.x"));
        assertEquals(
                "#SBATCH --job-name=\"\u0130 \\hetjob \\packjob \\HetJob\"",
                BatchScript.write(job, Scheduler.SLURM).lines().toList().get(1));
    }

    @ParameterizedTest
    @EnumSource
    void aJobWithEverythingIsTheGoldenScript(Scheduler scheduler) throws IOException {
        assertEquals(golden("full-", scheduler), BatchScript.write(Jobs.full(scheduler), scheduler));
    }

    @ParameterizedTest
    @EnumSource
    void aJobWithNothingIsTheGoldenScript(Scheduler scheduler) throws IOException {
        assertEquals(golden("minimal-", scheduler), BatchScript.write(Jobs.minimal(), scheduler));
    }

    private static String golden(String kind, Scheduler scheduler) throws IOException {
        String name = kind + scheduler.name().toLowerCase(Locale.ROOT) + ".sh";
        try (var stream = WrittenScriptTest.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** sbatch(1), {@code --mem}, {@code --exclusive}; qsub(1B), place; bsub -x, -R rusage; complex(5). */
    @ParameterizedTest
    @CsvSource({
        "SLURM, #SBATCH --mem=0, #SBATCH --mem=3M",
        "PBS, #PBS -l place=scatter:exclhost, #PBS -l select=1:ncpus=4:mpiprocs=4:ompthreads=1:mem=3mb",
        "LSF, #BSUB -x, '#BSUB -R \"rusage[mem=3MB]\"'",
        "SGE, #$ -l exclusive=true, #$ -l h_vmem=1M"
    })
    void wholeNodesAndMemoryAreAskedForApart(Scheduler scheduler, String whole, String memory) {
        String exclusive = BatchScript.write(
                Jobs.with(new Resources(1, 4, 1, 0, OptionalLong.empty(), true, OptionalLong.empty())), scheduler);
        String shared = BatchScript.write(
                Jobs.with(new Resources(1, 4, 1, 0, OptionalLong.of(3 << 20), false, OptionalLong.empty())), scheduler);
        assertEquals(List.of(true, false), List.of(has(exclusive, whole), has(shared, whole)));
        assertEquals(List.of(false, true), List.of(has(exclusive, memory), has(shared, memory)));
    }

    /** sbatch(1), {@code --gpus-per-node}; ngpus is the name by convention of PBS sites; bsub -gpu. */
    @ParameterizedTest
    @CsvSource({
        "SLURM, #SBATCH --gpus-per-node=2",
        "PBS, #PBS -l select=1:ncpus=4:mpiprocs=4:ompthreads=1:ngpus=2",
        "LSF, '#BSUB -gpu \"num=2\"'",
        "SGE, #$ -l gpu=2"
    })
    void acceleratorsAreThoseOfANode(Scheduler scheduler, String line) {
        Resources resources = new Resources(1, 4, 1, 2, OptionalLong.empty(), false, OptionalLong.empty());
        assertEquals(
                List.of(true, false),
                List.of(
                        has(BatchScript.write(Jobs.with(resources), scheduler), line),
                        has(BatchScript.write(Jobs.minimal(), scheduler), line)));
    }

    /** sbatch(1), {@code --time}; pbs_resources(7B), walltime; bsub -W; sge_types(1), time_specifier. */
    @ParameterizedTest
    @CsvSource({
        "SLURM, 3600, #SBATCH --time=01:00:00",
        "SLURM, 59, #SBATCH --time=00:00:59",
        "SLURM, 90061, #SBATCH --time=1-01:01:01",
        "PBS, 90061, #PBS -l walltime=25:01:01",
        "LSF, 90061, #BSUB -W 25:02",
        "LSF, 1, #BSUB -W 00:01",
        "SGE, 90061, #$ -l h_rt=25:01:01"
    })
    void timeIsWrittenAsTheBatchSystemCountsIt(Scheduler scheduler, long seconds, String line) {
        Resources resources = new Resources(1, 1, 1, 0, OptionalLong.empty(), false, OptionalLong.of(seconds));
        assertEquals(true, has(BatchScript.write(Jobs.with(resources), scheduler), line));
    }

    /** qsub(1B), -j; submit(1), -j; sbatch(1), {@code --error}; bsub -o. */
    @ParameterizedTest
    @CsvSource({
        "SLURM, #SBATCH --output=a.out, #SBATCH --error=b.err, ",
        "PBS, #PBS -o a.out, #PBS -e b.err, #PBS -j oe",
        "LSF, #BSUB -o a.out, #BSUB -e b.err, ",
        "SGE, #$ -o a.out, #$ -e b.err, #$ -j y"
    })
    void theStandardErrorGoesWithTheOutputUnlessItHasAFile(
            Scheduler scheduler, String output, String error, String join) {
        String both = BatchScript.write(files(Optional.of("a.out"), Optional.of("b.err")), scheduler);
        String one = BatchScript.write(files(Optional.of("a.out"), Optional.empty()), scheduler);
        assertEquals(List.of(true, true), List.of(has(both, output), has(both, error)));
        assertEquals(List.of(true, false), List.of(has(one, output), has(one, error)));
        if (join != null) {
            assertEquals(List.of(false, true), List.of(has(both, join), has(one, join)));
        }
    }

    private static Job files(Optional<String> output, Optional<String> error) {
        Job job = Jobs.minimal();
        return new Job(
                job.name(),
                job.queue(),
                job.resources(),
                output,
                error,
                job.modules(),
                job.environment(),
                job.command());
    }

    /** srun(1); mpirun(1) of Open MPI 4.1; Intel MPI's mpiexec.hydra; jsrun of the Summit user guide. */
    @ParameterizedTest
    @CsvSource({
        "SLURM, SRUN, srun --cpu-bind=cores pw.x",
        "SLURM, MPIRUN, mpirun -np 6 --map-by ppr:3:node:PE=4 --bind-to core pw.x",
        "PBS, MPIEXEC, mpiexec -n 6 -ppn 3 pw.x",
        "LSF, JSRUN, jsrun -n 2 -r 1 -a 3 -c 12 -g 0 -b packed:4 pw.x",
        "SGE, MPIRUN, mpirun -np 6 --map-by ppr:3:node:PE=4 --bind-to core pw.x"
    })
    void theLaunchLineHasRanksAndBinding(Scheduler scheduler, Launcher launcher, String line) {
        Resources resources = new Resources(2, 3, 4, 0, OptionalLong.empty(), false, OptionalLong.empty());
        Job job = Jobs.job("t", Queue.DEFAULT, resources, Jobs.command(launcher, "pw.x"));
        assertEquals(true, has(BatchScript.write(job, scheduler), line));
    }

    /** apptainer exec, --nv and --rocm. */
    @ParameterizedTest
    @CsvSource({
        "NONE, srun --cpu-bind=cores apptainer exec qe.sif pw.x",
        "NVIDIA, srun --cpu-bind=cores apptainer exec --nv qe.sif pw.x",
        "AMD, srun --cpu-bind=cores apptainer exec --rocm qe.sif pw.x"
    })
    void aContainerGetsItsAccelerators(Container.Devices devices, String line) {
        Command command = new Command(
                Launcher.SRUN, Optional.of(new Container("qe.sif", devices)), List.of("pw.x"), Optional.empty());
        assertEquals(true, has(BatchScript.write(Jobs.with(command), Scheduler.SLURM), line));
    }

    @Test
    void theUsersVariablesComeAfterThoseOfOpenMp() {
        Job job = new Job(
                "t",
                Queue.DEFAULT,
                Jobs.SMALL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of("OMP_NUM_THREADS", "2"),
                Jobs.command(Launcher.MPIRUN, "pw.x"));
        String script = BatchScript.write(job, Scheduler.PBS);
        assertEquals(true, script.indexOf("export OMP_NUM_THREADS=1\n") < script.indexOf("export OMP_NUM_THREADS=2\n"));
    }

    private static boolean has(String script, String line) {
        return List.of(script.split("\n")).contains(line);
    }
}
