package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qeperf.api.Diagnostic;
import org.qeperf.runtime.batch.ReadScript.Part;

/** Scripts as people write them. */
class ReadPeopleScriptsTest {

    private static final String END = "\nmpirun pw.x -in pw.in\n";

    private static ReadScript read(String text) {
        return BatchScript.read(text, "run.sh");
    }

    private static Resources slurm(String directives) {
        return read("#!/bin/bash\n" + directives + "\nsrun pw.x -in pw.in\n")
                .job()
                .resources();
    }

    private static Resources resources(
            int nodes, int tasks, int cpus, int gpus, long mebibytes, boolean exclusive, long seconds) {
        return new Resources(
                nodes,
                tasks,
                cpus,
                gpus,
                mebibytes == 0 ? OptionalLong.empty() : OptionalLong.of(mebibytes << 20),
                exclusive,
                seconds == 0 ? OptionalLong.empty() : OptionalLong.of(seconds));
    }

    private static List<String> warnings(ReadScript script) {
        return script.warnings().stream().map(Diagnostic::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "#SBATCH -N2 -n8 -c 4 -t5 -J x|2|4|4|0|0|false|300",
                "#SBATCH --nodes 2 --ntasks-per-node 4 --cpus-per-task 4|2|4|4|0|0|false|0",
                "#SBATCH --nodes=2 --tasks-per-node=4 --mem=2G --exclusive|2|4|1|0|2048|true|0",
                "#SBATCH --nodes=1 --ntasks=4 --mem-per-cpu=1000 -c 2|1|4|2|0|8000|false|0",
                "#SBATCH --nodes=2 --gres=gpu:4|2|1|1|4|0|false|0",
                "#SBATCH --nodes=2 --gres=gpu:a100:4|2|1|1|4|0|false|0",
                "#SBATCH --nodes=2 --gpus=8|2|1|1|4|0|false|0",
                "#SBATCH --nodes=2 --ntasks-per-node=2 --gpus-per-task=2|2|2|1|4|0|false|0",
                "#SBATCH --nodes=1 --gpus-per-node=2 --mem-per-gpu=1G|1|1|1|2|2048|false|0",
                "#SBATCH --mem=0 --exclusive --nodes=1|1|1|1|0|0|true|0",
                "#SBATCH --mem=230000MB --nodes=1|1|1|1|0|230000|false|0",
                "#SBATCH --nodes=1 --time 00:10:00 # ten minutes|1|1|1|0|0|false|600",
                "#SBATCH --nodes=3 --ntasks-per-n=2 -t 1-00:00|3|2|1|0|0|false|86400",
                "#SBATCH -N 1 -t 1:30|1|1|1|0|0|false|90",
                "#SBATCH -N 1 -t 2-12|1|1|1|0|0|false|216000",
                "#SBATCH -N 1 -t 1-2:3:4|1|1|1|0|0|false|93784",
                "#SBATCH -N 1k --ntasks-per-node=1|1024|1|1|0|0|false|0"
            })
    void slurmInAllSpellings(
            String directives, int nodes, int tasks, int cpus, int gpus, long memory, boolean whole, long seconds) {
        assertEquals(resources(nodes, tasks, cpus, gpus, memory, whole, seconds), slurm(directives));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-l nodes=2:ppn=64,walltime=3:00:00|2|64|1|0|0|10800",
                "-l nodes=2:G1:ppn=20|2|20|1|0|0|0",
                "-l select=2:ncpus=128:mpiprocs=64:ompthreads=2:mem=500gb|2|64|2|0|512000|0",
                "-l select=4:ncpus=32|4|1|32|0|0|0",
                "-l select=4:ncpus=32:mpiprocs=4:ngpus=4|4|4|8|4|0|0",
                "-l select=1:ncpus=8:mpiprocs=8+3:ncpus=8:mpiprocs=8|4|8|1|0|0|0",
                "-l ncpus=64 -l mem=128gb|1|64|1|0|131072|0",
                "-N test -lnodes=1:ppn=4 -l walltime=90|1|4|1|0|0|90"
            })
    void pbsOldAndNew(String directives, int nodes, int tasks, int cpus, int gpus, long memory, long seconds) {
        Resources read = read("#!/bin/bash\n#PBS " + directives + END).job().resources();
        assertEquals(resources(nodes, tasks, cpus, gpus, memory, false, seconds), read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-n 64 -R \"span[ptile=32]\" -W 8:00|2|32|1|0|0|28800",
                "-n 64 -R 'span[hosts=1] rusage[mem=10GB]' -W 90|1|64|1|0|10240|5400",
                "-n 8 -R \"span[ptile=4]\" -R \"affinity[core(8)]\" -gpu \"num=4:mode=shared\"|2|4|8|4|0|0",
                "-n 4 -R \"span[hosts=1]\" -R \"rusage[mem=2GB/task]\"|1|4|1|0|8192|0",
                "-n 8,16 -R span[ptile=8]|1|8|1|0|0|0"
            })
    void lsf(String directives, int nodes, int tasks, int cpus, int gpus, long memory, long seconds) {
        Resources read = read("#!/bin/bash\n#BSUB " + directives + END).job().resources();
        assertEquals(resources(nodes, tasks, cpus, gpus, memory, false, seconds), read);
    }

    @Test
    void gridEngine() {
        ReadScript script =
                read("#! /bin/bash\n#$ -N name   # the name\n#$ -cwd -V\n#$ -pe mpi-12 48\n#$ -l h_rt=168:00:00\n"
                        + "#$ -l h_vmem=2G\nexport OMP_NUM_THREADS=2\nmpirun -n 24 -ppn 6 pw.x -nk 12 -i x.in\n");
        assertEquals(resources(4, 6, 2, 0, 24576, false, 604800), script.job().resources());
        assertEquals("name", script.job().name());
        assertEquals(Optional.of("mpi-12"), script.job().queue().constraint());
        assertEquals(Launcher.MPIEXEC, script.job().command().launcher());
    }

    @Test
    void placesAreThoseOfTheLaterDirective() {
        ReadScript script =
                read("#!/bin/bash\n#SBATCH -J a\n#SBATCH --job-name=b\n#SBATCH -N 1\n\nsrun pw.x\n#SBATCH -N 9\n");
        assertEquals("b", script.job().name());
        assertEquals(Optional.of(3), script.lineOf(Part.NAME));
        assertEquals(Optional.of(4), script.lineOf(Part.NODES));
        assertEquals(Optional.of(6), script.lineOf(Part.COMMAND));
        assertEquals(Optional.empty(), script.lineOf(Part.TIME));
        assertEquals(1, script.job().resources().nodes());
        assertEquals(
                List.of(
                        "run.sh:7:1: warning: a directive after the first command, which the batch system does not read"),
                warnings(script));
    }

    @Test
    void threadsGiveTheCoresWhereNothingElseDoes() {
        ReadScript script = read("#!/bin/bash\n#SBATCH -N 1 -n 4\nexport OMP_NUM_THREADS=8\nsrun pw.x\n");
        assertEquals(8, script.job().resources().cpusPerTask());
        assertEquals(Optional.of(3), script.lineOf(Part.CPUS));
        assertEquals(Map.of(), script.job().environment());
        ReadScript fewer = read("#!/bin/bash\n#SBATCH -N 1 -n 4 -c 8\nexport OMP_NUM_THREADS=1\nsrun pw.x\n");
        assertEquals(8, fewer.job().resources().cpusPerTask());
        assertEquals(Map.of("OMP_NUM_THREADS", "1"), fewer.job().environment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "mpirun -np 64 pw.x -nk 4 -in x.in > x.out|MPIRUN|64|pw.x -nk 4 -in x.in||x.out",
                "srun pw.x < x.in|SRUN|4|pw.x|x.in|",
                "srun -u -n 8 --cpu_bind=cores /opt/pw.x -npool 8 <in>out|SRUN|8|/opt/pw.x -npool 8|in|out",
                "mpiexec.hydra -n 8 -genv I_MPI_DEBUG 5 pw.x -i a|MPIEXEC|8|pw.x -i a||",
                "ibrun pw.x -i a|MPIEXEC|4|pw.x -i a||",
                "aprun -n 4 -N 4 -d 2 pw.x -i a|MPIEXEC|4|pw.x -i a||",
                "mpirun --mca btl self -x A pw.x|MPIRUN|4|pw.x||",
                "time mpirun --map-by ppr:2:node:PE=2 --bind-to core pw.x|MPIRUN|2|pw.x||",
                "mpirun -np $SLURM_NTASKS pw.x < in > out|MPIRUN|4|pw.x|in|out",
                "mpirun -np \"${SLURM_NTASKS:-1}\" pw.x|MPIRUN|4|pw.x||",
                "PW=\"/a b/pw.x\"; srun \"$PW\" -nk 2|SRUN|4|/a b/pw.x -nk 2||",
                "RUN='mpirun -np 2 pw.x'; $RUN -nk 2|MPIRUN|2|pw.x -nk 2||",
                "if true; then srun pw.x -in a; fi|SRUN|4|pw.x -in a||",
                "apptainer exec x y; srun singularity exec --nv qe.sif pw.x -in a|SRUN|4|pw.x -in a||",
                "mpiexec -l -n 2 pw.x -nk 2 -in a|MPIEXEC|2|pw.x -nk 2 -in a||",
                "mpirun -l -n 2 pw.x -in a|MPIEXEC|2|pw.x -in a||",
                "mpiexec.hydra -s all -n 2 pw.x -in a|MPIEXEC|2|pw.x -in a||",
                "mpirun --timeout 600 -np 2 pw.x -in a|MPIRUN|2|pw.x -in a||",
                "mpirun --display bind --output tag -np 2 pw.x -in a|MPIRUN|2|pw.x -in a||",
                "mpirun -x OMP_NUM_THREADS=2 -nolocal -v -np 2 pw.x|MPIRUN|2|pw.x||",
                "mpirun -genv A 1 -hosts a,b -np 2 pw.x|MPIEXEC|2|pw.x||",
                "mpiexec --mca btl self -np 2 pw.x|MPIRUN|2|pw.x||",
                "mpiexec --env OMP_NUM_THREADS=2 -n 2 --ppn 2 --depth 2 --cpu-bind depth pw.x|MPIEXEC|2|pw.x||",
                "mpiexec -env A 2 -n=2 pw.x|MPIEXEC|2|pw.x||",
                "jsrun -n2 -r2 -a1 -g1 -c7 -brs -EOMP_NUM_THREADS=7 pw.x|JSRUN|2|pw.x||",
                "aprun -n2 -N2 -b -cc depth pw.x|MPIEXEC|2|pw.x||",
                "mpirun --new option -np 2 pw.x -in a|MPIRUN|2|pw.x -in a||",
                "mpirun --new numactl -N 0 pw.x -in a|MPIRUN|4|pw.x -in a||",
                "mpirun -x A -hosts a,b -nolocal -np 2 pw.x|MPIRUN|2|pw.x||",
                "srun numactl --interleave=all -N 0 pw.x -in a|SRUN|4|pw.x -in a||",
                "srun ./bind.sh pw.x -in a|SRUN|4|pw.x -in a||",
                "srun apptainer exec --new option qe.sif pw.x -in a|SRUN|4|pw.x -in a||",
                "/usr/bin/time -v -o t srun pw.x -in a|SRUN|4|pw.x -in a||",
                "time -p srun pw.x -in a|SRUN|4|pw.x -in a||",
                "nice -n 5 env A=1 timeout -k 5 60 srun pw.x -in a|SRUN|4|pw.x -in a||",
                "srun pw.x -in a >&2|SRUN|4|pw.x -in a||",
                "srun pw.x -in a >& b|SRUN|4|pw.x -in a||b",
                "srun pw.x < <(cat a)|SRUN|4|pw.x|<(cat a)|",
                "pw.x -in a|SRUN|1|pw.x -in a||"
            })
    void launchLines(String line, Launcher launcher, int ranks, String words, String input, String output) {
        Job job = read("#!/bin/bash\n#SBATCH -N 1 -n 4\n" + line + "\n").job();
        assertEquals(launcher, job.command().launcher());
        assertEquals(ranks, job.resources().nodes() * job.resources().tasksPerNode());
        assertEquals(words, String.join(" ", job.command().words()));
        assertEquals(Optional.ofNullable(input), job.command().input());
        assertEquals(Optional.ofNullable(output), job.command().output());
    }

    @Test
    void textThatIsNoCommandIsPassedOver() {
        ReadScript script = read("""
                #!/bin/bash
                #SBATCH --nodes=1
                #SBATCH --ntasks=2
                ##SBATCH --nodes=7
                # srun pw.x -in comment
                cat > pw.in <<EOF
                srun pw.x -in document
                it's
                EOF
                echo "srun pw.x -in quoted
                srun pw.x -in quoted"
                srun \\
                  pw.x -in \\
                  right > "out put" # srun pw.x
                """);
        assertEquals(List.of("pw.x", "-in", "right"), script.job().command().words());
        assertEquals(Optional.of("out put"), script.job().command().output());
        assertEquals(Optional.of(12), script.lineOf(Part.COMMAND));
        assertEquals(
                List.of("run.sh:6:1: warning: the command 'cat' is not part of the job as it is read"),
                warnings(script));
    }

    @Test
    void whatIsNotUnderstoodIsToldAtItsPlace() {
        ReadScript script = read("""
                #!/bin/bash
                #SBATCH --nodes=1-2 --mail-type=ALL
                #SBATCH --output=%x-%j.out
                #SBATCH --gres=gpu:v100:2
                #SBATCH --time=UNLIMITED
                #SBATCH --mem=0
                module load qe
                # MODULES BEGIN
                # MODULES END
                cp a b
                export TMP=$SCRATCH/x
                srun --mpi=pmix -n 3 "$PW" *.in 2> err >> out
                srun dos.x
                """);
        assertEquals(
                List.of(
                        "run.sh:2:9: warning: of a range of nodes the least number is taken for the job",
                        "run.sh:2:21: warning: '--mail-type=ALL' is not part of the job as it is read",
                        "run.sh:3:9: warning: a file name with a pattern is read as the default of the batch system",
                        "run.sh:4:9: warning: the kind of accelerator is not part of the job as it is read",
                        "run.sh:5:9: warning: a job without limit of time is read as one of the default time",
                        "run.sh:8:1: warning: a block of modules names no machine and is not part of the job as it is read",
                        "run.sh:7:1: warning: a module command outside of a block is not part of the job as it is read",
                        "run.sh:10:1: warning: the command 'cp' is not part of the job as it is read",
                        "run.sh:11:8: warning: the value of the variable 'TMP' is not known and not part of the job as it is read",
                        "run.sh:12:36: warning: the redirection '2>' is not part of the job as it is read",
                        "run.sh:12:43: warning: the redirection '>>' is read as a redirection of the standard output to a new file",
                        "run.sh:12:6: warning: '--mpi=pmix' is not part of the job as it is read",
                        "run.sh:12:22: warning: what '$PW' stands for is not known; it is read as it is",
                        "run.sh:12:28: warning: what '*.in' stands for is not known; it is read as it is",
                        "run.sh:13:1: warning: another launch line is not part of the job as it is read",
                        "run.sh:6:1: warning: all memory of a node that is shared is read as the default"),
                warnings(script));
    }

    @Test
    void ranksThatDisagreeAreTold() {
        assertEquals(
                List.of("run.sh:3:1: warning: number of ranks: the directives ask for 4, the launch line starts 2"),
                warnings(read("#!/bin/bash\n#SBATCH -N1 -n4\nmpirun -np 2 pw.x\n")));
        assertEquals(
                List.of("run.sh:3:1: warning: the ranks are not spread evenly over the nodes; 3 on each are read"),
                warnings(read("#!/bin/bash\n#SBATCH -N2 -n5\nsrun pw.x\n")));
        assertEquals(
                List.of("run.sh:3:1: warning: the number of nodes is not said; 1 is read"),
                warnings(read("#!/bin/bash\n#SBATCH -n5\nsrun pw.x\n")));
    }

    @Test
    void wordsBeforeTheProgramAreTold() {
        ReadScript script =
                read("#!/bin/bash\n#SBATCH -N1 -n4\nsrun numactl -C 0 ./bind.sh apptainer exec --new x y pw.x\n");
        assertEquals(
                List.of(
                        "run.sh:3:6: warning: 'numactl' before the program is not part of the job as it is read",
                        "run.sh:3:19: warning: './bind.sh' before the container is not part of the job as it is read",
                        "run.sh:3:44: warning: '--new' is not part of the job as it is read"),
                warnings(script));
        assertEquals(List.of("pw.x"), script.job().command().words());
        assertEquals("y", script.job().command().container().orElseThrow().image());
    }

    @Test
    void whatMayNotRunDoesNotCount() {
        ReadScript script =
                read("#!/bin/bash\n#SBATCH -N1 -n4 -c2\n[ -n \"$X\" ] && export OMP_NUM_THREADS=8\nsrun pw.x\n");
        assertEquals(Map.of(), script.job().environment());
        assertEquals(
                List.of(
                        "run.sh:3:23: warning: the value of the variable 'OMP_NUM_THREADS' is not known and not part of the"
                                + " job as it is read"),
                warnings(script));
    }

    @Test
    void aPipeToTeeIsAnOutput() {
        ReadScript script = read("#!/bin/bash\n#SBATCH -N1 -n4\nmpirun pw.x -in a | tee log\n");
        assertEquals(Optional.of("log"), script.job().command().output());
        assertEquals(List.of("run.sh:3:1: warning: the pipe to tee is read as a redirection"), warnings(script));
        assertEquals(
                List.of("run.sh:3:1: warning: what a pipe does is not part of the job as it is read"),
                warnings(read("#!/bin/bash\n#SBATCH -N1 -n4\nmpirun pw.x -in a | grep !\n"))
                        .subList(0, 1));
    }

    @Test
    void aNameThatIsNotSaidIsThatOfTheFile() {
        assertEquals(
                "run.sh",
                BatchScript.read("#SBATCH -N1\nsrun pw.x", "/home/me/run.sh")
                        .job()
                        .name());
    }
}
