package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Layout;
import org.qeperf.runtime.batch.BatchScript;
import org.qeperf.runtime.batch.Job;
import org.qeperf.runtime.batch.ReadScript;
import org.qeperf.runtime.batch.Resources;

/** Scripts are changed to other resources and layouts, line by line. */
class ScriptRenewalTest {

    private static String renewed(String text, int nodes, int tasks, int cpus, int pools) {
        ReadScript read = BatchScript.read(text, "job.sh");
        Job old = read.job();
        Resources resources = new Resources(
                nodes,
                tasks,
                cpus,
                old.resources().gpusPerNode(),
                old.resources().memoryBytesPerNode(),
                old.resources().exclusive(),
                OptionalLong.of(5400));
        Job wanted = new Job(
                old.name(),
                old.queue(),
                resources,
                old.output(),
                old.error(),
                old.modules(),
                old.environment(),
                old.command());
        return new ScriptRenewal(text, "job.sh", read, ScriptUpdate.MODULES)
                .job(new ScriptRenewal.Wanted(
                        wanted, read.scheduler(), Optional.of(new Layout(nodes, tasks, cpus, pools))));
    }

    private static String lines(String text) {
        return "#!/bin/bash\n" + text.replace("; ", "\n") + "\n";
    }

    /** One node of 4 ranks and 4 cores each, 4 pools, an hour and a half. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#SBATCH -N1 --ntasks-per-node=16 -t 10; export OMP_NUM_THREADS=1; srun pw.x -nk 1"
                        + "|#SBATCH -N1 --ntasks-per-node=4 -t 01:30:00; #SBATCH --cpus-per-task=4; export OMP_NUM_THREADS=4;"
                        + " BIND; SRUN; srun pw.x -nk 4",
                "#SBATCH --ntasks=16; export OMP_NUM_THREADS=1; srun pw.x -nk 1"
                        + "|#SBATCH --ntasks=4; #SBATCH --cpus-per-task=4; #SBATCH --time=01:30:00; export OMP_NUM_THREADS=4;"
                        + " BIND; SRUN; srun pw.x -nk 4",
                "#SBATCH -N1 -n16 -t10 --comment=`retry -t 2 minutes`; srun pw.x"
                        + "|#SBATCH -N1 -n4 -t01:30:00 --comment=`retry -t 2 minutes`; #SBATCH --cpus-per-task=4;"
                        + " export OMP_NUM_THREADS=4; BIND; SRUN; srun pw.x -nk 4",
                "#SBATCH -N1 -n4 -c4 -t10; T=1; export OMP_NUM_THREADS=$T; srun pw.x"
                        + "|#SBATCH -N1 -n4 -c4 -t01:30:00; T=1; export OMP_NUM_THREADS=4; srun pw.x -nk 4",
                "#SBATCH -N1 -n4 -c2 -t10; export OMP_NUM_THREADS=$SLURM_CPUS_PER_TASK; srun pw.x"
                        + "|#SBATCH -N1 -n4 -c4 -t01:30:00; export OMP_NUM_THREADS=$SLURM_CPUS_PER_TASK; SRUN; srun pw.x -nk 4",
                "#SBATCH -N1 -n4 -c4 -t10; NK=1; export OMP_NUM_THREADS=4; mpirun pw.x -nk $NK"
                        + "|#SBATCH -N1 -n4 -c4 -t01:30:00; NK=1; export OMP_NUM_THREADS=4; mpirun pw.x -nk 4",
                "#$ -pe mpi 8 -V -M me@x; #$ -l h_rt=1:0:0; mpirun -np 4 pw.x -nk 4"
                        + "|#$ -pe mpi 16 -V -M me@x; #$ -l h_rt=01:30:00; export OMP_NUM_THREADS=4;"
                        + " mpirun -np 4 pw.x -nk 4",
                "  #PBS -l select=1:ncpus=4:mpiprocs=4; #PBS -l walltime=10:00:00; mpirun -np 4 pw.x"
                        + "|  #PBS -l select=1:ncpus=16:mpiprocs=4; #PBS -l walltime=01:30:00; export OMP_NUM_THREADS=4;"
                        + " BIND; mpirun -np 4 pw.x -nk 4",
                "#PBS -l select=1:ncpus=16:mpiprocs=16; #PBS -o $HOME/log; #PBS -l walltime=1:0:0;"
                        + " export OMP_NUM_THREADS=1; mpirun -np 16 pw.x"
                        + "|#PBS -l select=1:ncpus=16:mpiprocs=4; #PBS -o $HOME/log; #PBS -l walltime=01:30:00;"
                        + " export OMP_NUM_THREADS=4; BIND; mpirun -np 4 pw.x -nk 4",
                "#PBS -l select=1:ncpus=4:mpiprocs=4; #PBS -l walltime=1:0:0; export OMP_NUM_THREADS=1; srun -n 4 pw.x"
                        + "|#PBS -l select=1:ncpus=16:mpiprocs=4; #PBS -l walltime=01:30:00; export OMP_NUM_THREADS=4;"
                        + " BIND; srun -n 4 pw.x -nk 4",
                "#BSUB -n 16; export OMP_NUM_THREADS=4; #BSUB -W 10:00; mpirun -np 4 pw.x"
                        + "|#BSUB -n 16; export OMP_NUM_THREADS=4; #BSUB -W 01:30; mpirun -np 4 pw.x -nk 4",
                "#SBATCH -N1 --exclusive -t10; export OMP_NUM_THREADS=4; mpirun -np 4 pw.x"
                        + "|#SBATCH -N1 --exclusive -t01:30:00; #SBATCH --ntasks-per-node=4; #SBATCH --cpus-per-task=4;"
                        + " export OMP_NUM_THREADS=4; mpirun -np 4 pw.x -nk 4",
            })
    void whatHasToChangeDoes(String before, String after) {
        String text = lines(before.replace('`', '"'));
        String lines = after.replace('`', '"')
                .replace("BIND", "export OMP_PLACES=cores; export OMP_PROC_BIND=close")
                .replace("SRUN", "export SRUN_CPUS_PER_TASK=4");
        assertEquals(lines(lines), renewed(text, 1, 4, 4, 4));
    }

    @Test
    void poolsThatAVariableHoldsAreNotChanged() {
        String text = lines("#SBATCH -N1 -n4 -t10; P=\"-nk 1\"; srun pw.x $P");
        assertEquals(
                "the script asks for nodes, cores or ranks, or spreads its run, in a way that cannot be changed line by line;"
                        + " write it anew with 'qeperf script'",
                assertThrows(QePerfException.class, () -> renewed(text, 1, 4, 1, 4))
                        .getMessage());
    }
}
