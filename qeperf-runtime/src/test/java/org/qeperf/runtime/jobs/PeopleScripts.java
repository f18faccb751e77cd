package org.qeperf.runtime.jobs;

import java.util.ArrayList;
import java.util.List;

/** Scripts in the forms that people write, of all batch systems. */
final class PeopleScripts {

    private static final List<String> SLURM = List.of(
            "-N2 -n8 -c 4 -t5 -J x",
            "--nodes 2 --ntasks-per-node 4 --cpus-per-task 4",
            "--nodes=2 --tasks-per-node=4 --mem=2G --exclusive",
            "--nodes=1 --ntasks=4 --mem-per-cpu=1000 -c 2",
            "--nodes=2 --gres=gpu:4",
            "--nodes=2 --gres=gpu:a100:4",
            "--nodes=2 --gpus=8",
            "--nodes=2 --ntasks-per-node=2 --gpus-per-task=2",
            "--nodes=1 --gpus-per-node=2 --mem-per-gpu=1G",
            "--mem=0 --exclusive --nodes=1",
            "--mem=230000MB --nodes=1",
            "--nodes=1 --time 00:10:00 # ten minutes",
            "--nodes=3 --ntasks-per-n=2 -t 1-00:00",
            "--ntasks=16",
            "-N 1 -n 16 --comment=\"retry -t 2 minutes\" -t 2-12",
            "--output=%x-%j.out -N1 --ntasks-per-node=16");

    private static final List<String> PBS = List.of(
            "-l nodes=2:ppn=64,walltime=3:00:00",
            "-l select=2:ncpus=128:mpiprocs=64:ompthreads=2:mem=500gb",
            "-l select=4:ncpus=32",
            "-l select=4:ncpus=32:mpiprocs=4:ngpus=4",
            "-l select=1:ncpus=8:mpiprocs=8+3:ncpus=8:mpiprocs=8",
            "-l ncpus=64 -l mem=128gb",
            "-N test -lnodes=1:ppn=4 -l walltime=90",
            "-lselect=1:ncpus=4:mpiprocs=4 -o $HOME/log");

    private static final List<String> LSF = List.of(
            "-n 64 -R \"span[ptile=32]\" -W 8:00",
            "-n 64 -R 'span[hosts=1] rusage[mem=10GB]' -W 90",
            "-n 8 -R \"span[ptile=4]\" -R \"affinity[core(8)]\" -gpu \"num=4:mode=shared\"",
            "-n 4 -R \"span[hosts=1]\" -R \"rusage[mem=2GB/task]\"",
            "-n 8,16 -R span[ptile=8]");

    private static final List<String> SGE = List.of(
            "-cwd -V -pe mpi-12 48 -l h_rt=168:00:00,h_vmem=2G", "-pe mpi 16 -V -M me@x", "-N x -l gpu=2 -pe smp 4");

    private static final List<String> LAUNCHES = List.of(
            "mpirun -np 64 pw.x -nk 4 -in pw.in > x.out",
            "mpirun pw.x < pw.in",
            "mpiexec.hydra -n 8 -genv I_MPI_DEBUG 5 pw.x -i pw.in",
            "mpirun --map-by ppr:2:node:PE=2 --bind-to core pw.x -in pw.in",
            "RUN='mpirun -np 2 pw.x'; $RUN -nk 2 -in pw.in",
            "NK=2; mpirun -np 8 pw.x -nk $NK -in pw.in",
            "mpirun -np 4 \\\n  pw.x -nd 4 \\\n -in pw.in",
            "for i in 1 2; do mpirun -np 4 pw.x -in pw.in; done");

    private static final List<String> VARIABLES = List.of(
            "",
            "export OMP_NUM_THREADS=1\n",
            "T=2; export OMP_NUM_THREADS=$T\n",
            "OMP_NUM_THREADS=4\nexport OMP_NUM_THREADS\n");

    private PeopleScripts() {}

    static List<String> all() {
        List<String> all = new ArrayList<>();
        add("#SBATCH --partition=cpu\n#SBATCH ", SLURM, all);
        add("#PBS -q batch\n#PBS ", PBS, all);
        add("#BSUB -q gpu\n#BSUB ", LSF, all);
        add("#$ -q all.q\n#$ ", SGE, all);
        return all;
    }

    private static void add(String mark, List<String> directives, List<String> all) {
        for (String directive : directives) {
            for (String launch : LAUNCHES) {
                for (String variables : VARIABLES) {
                    String line = mark.contains("SBATCH") && launch.startsWith("mpirun pw.x")
                            ? launch.replace("mpirun", "srun")
                            : launch;
                    all.add("#!/bin/bash\n" + mark + directive + "\n" + variables + line + "\n");
                }
            }
        }
    }
}
