package org.qeperf.runtime.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptCheckTest {
    @TempDir
    private Path folder;

    @Test
    void print() {
        ScriptCheck check = ExampleScripts.check(folder);
        String[][] cases = {
            {},
            {"module load qe/alpha", "module load qe/1"},
            {"BEGIN alpha qe", "BEGIN alpha qe old"},
            {"BEGIN alpha", "BEGIN beta"},
            {"BEGIN alpha", "BEGIN omega"},
            {"BEGIN alpha", "BEGIN omega", "--partition=cpu", "--partition=nowhere"},
            {"--partition=cpu", "--partition=cpus"},
            {"--partition=cpu", "--partition=twin"},
            {"--partition=cpu", "--partition=whole"},
            {"--nodes=1", "--nodes=5"},
            {"--account=me", "--comment=x"},
            {"--cpus-per-task=1", "--cpus-per-task=2"},
            {"--ntasks-per-node=12", "--ntasks-per-node=24"},
            {"--time=00:40:00", "--time=25:00:00"},
            {"--time=00:40:00", "--time=00:02:00"},
            {"#SBATCH --time=00:40:00\n", ""},
            {"--mem=24G", "--mem=100G"},
            {"--mem=24G", "--mem=10G"},
            {"--mem=24G", "--mem=60G"},
            {"--mem=24G", "--gpus-per-node=2"},
            {"export OMP_NUM_THREADS=1\n", "", "--cpus-per-task=1", "--cpus-per-task=2"},
            {"OMP_NUM_THREADS=1", "OMP_NUM_THREADS=4"},
            {"--cpu-bind=cores", "-np 12 --bind-to core"},
            {"srun --cpu-bind=cores", "mpirun --cpu-bind=cores"},
            {"--cpu-bind=cores", "-n 6"},
            {"--cpu-bind=cores", "-n 24"},
            {"--cpu-bind=cores", "", "-nk 12", "-nk 5"},
            {"-nk 12", "-nk 4"},
            {"-nk 12", "-nk 1"},
            {"-nk 12", ""},
            {"-nk 12", "-ni 2"},
            {"--ntasks-per-node=12", "--ntasks-per-node=10", "-nk 12", "-nk 5"},
            {"--ntasks-per-node=12", "--ntasks-per-node=16", "-nk 12", "-nk 16"},
            {"pw.in", "$WHERE/pw.in"},
            {"-in pw.in", ""},
            {"pw.in", "other.in"},
            {"pw.in", "/nowhere/other.in"},
            {"pw.x", "ph.x"},
            {"> pw.out", "> pw.out\nsrun pw.x -in pw.in\n"},
            {"> pw.out", "> $PBS_JOBID.out"},
            {"srun", "jsrun"},
            {"BEGIN alpha", "BEGIN beta", "--partition=cpu", "--partition=work"},
            {"pw.in", "wrong.in"},
            {
                "--ntasks-per-node=12",
                "--ntasks-per-node=2",
                "--cpus-per-task=1",
                "--cpus-per-task=6",
                "THREADS=1",
                "THREADS=6",
                "-nk 12",
                "-nk 2"
            },
            {"# MODULES BEGIN alpha qe\n", "", "# MODULES END\n", ""},
            {"--mem=24G", "--mem=2G", "--ntasks-per-node=12", "--ntasks-per-node=4", "-nk 12", "-nk 4", "-in", "-i"},
        };
        String good = ExampleScripts.GOOD;
        for (String[] c : cases) {
            String t = good;
            for (int i = 0; i + 1 < c.length; i += 2) t = t.replace(c[i], c[i + 1]);
            System.out.println("== " + String.join(" | ", c).replace("\n", "\\n"));
            ScriptReport r = check.check(t, ExampleScripts.question(folder));
            for (Finding f : r.findings())
                System.out.println(f.rule() + " :: line " + f.line() + " " + f.severity() + ": " + f);
        }
        assertEquals(1, 1);
    }
}
