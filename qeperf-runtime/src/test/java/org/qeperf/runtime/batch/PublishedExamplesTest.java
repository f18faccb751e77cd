package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * What LAMEC, the generator of CoE RAISE, prints for the same figures: the examples of deliverable D2.13, and the templates of
 * github.com/johannesnordal/tol105m at 574a2ce.
 */
class PublishedExamplesTest {

    private static Job job(
            String name, Optional<String> account, Resources resources, Optional<ModuleBlock> modules, String program) {
        return new Job(
                name,
                new Queue(account, Optional.of("dc-gpu"), Optional.empty(), Optional.empty()),
                resources,
                Optional.of("test.out"),
                Optional.of("test.err"),
                modules,
                Map.of(),
                Jobs.command(Launcher.SRUN, program));
    }

    private static Set<String> directives(String script) {
        Set<String> directives = new TreeSet<>();
        script.lines().filter(line -> line.startsWith("#SBATCH ")).forEach(directives::add);
        return directives;
    }

    @Test
    void theScriptForDistributedDataParallelOnJureca() {
        Resources resources = new Resources(2, 1, 32, 4, OptionalLong.empty(), false, OptionalLong.of(3600));
        String script = BatchScript.write(
                job("testjob", Optional.of("raise-ctp2"), resources, Optional.empty(), "./executable.x"),
                Scheduler.SLURM);
        assertEquals(
                new TreeSet<>(List.of(
                        "#SBATCH --job-name=testjob",
                        "#SBATCH --account=raise-ctp2",
                        "#SBATCH --output=test.out",
                        "#SBATCH --error=test.err",
                        "#SBATCH --time=01:00:00",
                        "#SBATCH --partition=dc-gpu",
                        "#SBATCH --nodes=2",
                        "#SBATCH --gpus-per-node=4",
                        "#SBATCH --ntasks-per-node=1",
                        "#SBATCH --cpus-per-task=32")),
                directives(script));
        assertTrue(script.endsWith("\nsrun --cpu-bind=cores ./executable.x\n"));
    }

    @Test
    void theBlockOfModulesForDeep() {
        ModuleBlock modules = new ModuleBlock(
                "deep",
                List.of("ddp"),
                List.of(
                        "ml --force purge",
                        "ml use $OTHERSTAGES",
                        "ml Stages/2022 GCC/11.2.0 OpenMPI/4.1.2 cuDNN/8.3.1.22-CUDA-11.5 NCCL/2.11.4-CUDA-11.5 Python/3.9.6"));
        Resources resources = new Resources(1, 1, 1, 1, OptionalLong.empty(), false, OptionalLong.empty());
        String script = BatchScript.write(
                job("job", Optional.empty(), resources, Optional.of(modules), "./executable.x"), Scheduler.SLURM);
        assertTrue(script.contains("""

                # MODULES BEGIN deep ddp
                ml --force purge
                ml use $OTHERSTAGES
                ml Stages/2022 GCC/11.2.0 OpenMPI/4.1.2 cuDNN/8.3.1.22-CUDA-11.5 NCCL/2.11.4-CUDA-11.5 Python/3.9.6
                # MODULES END

                """));
    }

    @Test
    void aTemplateIsReadAndWritten() {
        ReadScript read = BatchScript.read("""
                #!/bin/bash
                #SBATCH --job-name=job
                #SBATCH --output=job.out
                #SBATCH --error=job.err
                #SBATCH --account=slbg
                #SBATCH --partition=dc-gpu
                #SBATCH --nodes=2
                #SBATCH --gpus-per-node=4
                #SBATCH --ntasks-per-node=4
                #SBATCH --cpus-per-task=32
                #SBATCH --exclusive
                #SBATCH --gres=gpu:4
                #MODULES BEGIN jureca heat
                ml GCC OpenMPI CUDA/12 MPI-settings/CUDA Python
                #MODULES END
                srun --cpu-bind=none python3 -u train.py
                """, "job.sh");
        assertEquals(
                new Resources(2, 4, 32, 4, OptionalLong.empty(), true, OptionalLong.empty()),
                read.job().resources());
        assertEquals(
                Optional.of(new ModuleBlock(
                        "jureca", List.of("heat"), List.of("ml GCC OpenMPI CUDA/12 MPI-settings/CUDA Python"))),
                read.job().modules());
        assertEquals(List.of("python3", "-u", "train.py"), read.job().command().words());
        assertEquals(
                new TreeSet<>(List.of(
                        "#SBATCH --job-name=job",
                        "#SBATCH --output=job.out",
                        "#SBATCH --error=job.err",
                        "#SBATCH --account=slbg",
                        "#SBATCH --partition=dc-gpu",
                        "#SBATCH --nodes=2",
                        "#SBATCH --gpus-per-node=4",
                        "#SBATCH --ntasks-per-node=4",
                        "#SBATCH --cpus-per-task=32",
                        "#SBATCH --exclusive",
                        "#SBATCH --mem=0")),
                directives(BatchScript.write(read.job(), Scheduler.SLURM)));
    }
}
