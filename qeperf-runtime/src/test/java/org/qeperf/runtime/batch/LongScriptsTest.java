package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

/**
 * Scripts of the greatest length that is read, in which one text repeats. The limit is of processor time, which does not depend on
 * what else the machine does.
 */
class LongScriptsTest {

    private static final int LENGTH = (1 << 20) - 200;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final double MOST_SECONDS = 3;

    static List<String> patterns() {
        return List.of(
                "a",
                " a",
                "a ",
                "\n",
                "a\n",
                ";",
                "&",
                "&&",
                "|",
                "a|",
                "a&&",
                "(",
                ")",
                "()",
                "((",
                "))",
                "{ ",
                "} ",
                "$",
                "$(",
                "$((",
                "${",
                "${a",
                "${a}",
                "${a:-",
                "${a:-b}",
                "$a",
                "$a ",
                "$'",
                "$'\\'",
                "`",
                "``",
                "`a` ",
                "'",
                "''",
                "'a' ",
                "\"",
                "\"\"",
                "\"$(",
                "\"$(\"",
                "\"$a\"",
                "\\",
                "\\\n",
                "\\a",
                "#",
                "# \n",
                "<",
                ">",
                "<<",
                "<<A ",
                "<<A\n",
                "<<<a ",
                "<(",
                "<(a) ",
                "1",
                "1>",
                "12> a ",
                ">&2 ",
                "2>&1 ",
                "a=1 ",
                "a=1\n",
                "a=$a$a\n",
                "export a=1\n",
                "export a=$a\n",
                "if ",
                "fi ",
                "if a;",
                "case a in ",
                "for a in ",
                "done ",
                "time -p ",
                "time ",
                "! ",
                "exec ",
                "env a=b ",
                "nice -n 1 ",
                "srun ",
                "srun pw.x\n",
                "srun -n ",
                "srun -n 1 ",
                "mpirun -x a ",
                "mpirun -genv a b ",
                "mpirun --unknown ",
                "jsrun -n1 ",
                "apptainer exec ",
                "apptainer exec --nv ",
                "pw.x ",
                "module load a\n",
                "# MODULES BEGIN a\n",
                "# MODULES END\n",
                "#SBATCH -N1\n",
                "#SBATCH -J ",
                "#SBATCH --gres=gpu,",
                "#PBS -l a=1\n",
                "#PBS -l select=1+",
                "#PBS \\\n",
                "#PBS -V \\\n",
                "\\ ",
                "\\\n-N a ",
                "#BSUB -n 1\n",
                "#$ -N a\n",
                "gpu:1,",
                "gpu(",
                "1:",
                "1+",
                "select=1:",
                ",",
                ":",
                "=",
                "-",
                "--a ",
                "-a ",
                "\u00e9",
                "\ud83d\ude00",
                "\ud800",
                "\0",
                "\r");
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void areReadOrRefusedInTime(String pattern) {
        String many = pattern.repeat((1 << 17) / pattern.length());
        List<String> scripts = List.of(
                "#!/bin/bash\n#SBATCH -N1 -n4\n" + many + "\nsrun pw.x -in a\n",
                "#BSUB -n 4\nmpirun -np 4 " + many + " pw.x",
                "#SBATCH --nodes=1 --gres=" + many + "\nsrun pw.x\n",
                "#PBS -l ncpus=1," + many + "\nmpirun pw.x\n",
                "#$ -pe mpi 4 -l " + many + "\nmpirun pw.x\n");
        for (String script : scripts) {
            readInTime(script);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                " a",
                "a|",
                "(",
                "$(",
                "\"$(",
                "\\\n",
                "'a' ",
                "mpirun --a b ",
                "env -a ",
                "export a=$a$a\n",
                "srun -n 1 "
            })
    void theLongestAreReadOrRefusedInTime(String pattern) {
        String script = "#SBATCH -N1\n" + pattern.repeat(LENGTH / pattern.length()) + "\nsrun pw.x -in a\n";
        readInTime(script);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\\n-N a ", "          \\\n", "\\\n", "\\\n-N ", "\\ "})
    void continuedLinesAreReadOrRefusedInTime(String pattern) {
        String script =
                "#PBS -l ncpus=1 " + pattern.repeat(Math.min(99_000, LENGTH / pattern.length())) + "\nmpirun pw.x\n";
        readInTime(script);
    }

    private static void readInTime(String script) {
        long start = THREADS.getCurrentThreadCpuTime();
        try {
            BatchScript.read(script, "run.sh");
        } catch (InputException e) {
            assertFalse(e.getMessage().isEmpty());
        }
        double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
        assertTrue(seconds < MOST_SECONDS, () -> seconds + " s of processor time for " + script.substring(0, 60));
    }
}
