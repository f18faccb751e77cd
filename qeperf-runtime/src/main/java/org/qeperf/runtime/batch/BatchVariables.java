package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Variables that batch systems set in a job (sbatch(1), section OUTPUT ENVIRONMENT VARIABLES; qsub(1B), section Environment Variables; LSF
 * Configuration Reference; submit(1), section ENVIRONMENTAL VARIABLES).
 */
final class BatchVariables {

    private BatchVariables() {}

    static void set(Scheduler scheduler, Asked asked, ShellVariables variables) {
        OptionalLong tasks = asked.tasks;
        if (tasks.isEmpty() && asked.tasksPerNode.isPresent()) {
            tasks = OptionalLong.of(asked.nodes.orElse(1) * asked.tasksPerNode.getAsLong());
        }
        switch (scheduler) {
            case SLURM -> {
                put(variables, "SLURM_NTASKS", tasks);
                put(variables, "SLURM_NPROCS", tasks);
                put(variables, "SLURM_NTASKS_PER_NODE", asked.tasksPerNode);
                put(variables, "SLURM_CPUS_PER_TASK", asked.cpusPerTask);
                put(variables, "SLURM_NNODES", asked.nodes);
                put(variables, "SLURM_JOB_NUM_NODES", asked.nodes);
                put(variables, "SLURM_GPUS_PER_NODE", asked.gpusPerNode);
            }
            case PBS -> {
                OptionalLong cores = asked.coresPerNode.isPresent()
                        ? OptionalLong.of(asked.nodes.orElse(1) * asked.coresPerNode.getAsLong())
                        : asked.cores;
                put(variables, "PBS_NP", cores);
                put(variables, "PBS_NCPUS", cores);
                put(variables, "PBS_NUM_NODES", asked.nodes);
                put(variables, "PBS_NUM_PPN", asked.coresPerNode);
                put(variables, "NCPUS", ScriptReader.or(asked.cpusPerTask, asked.coresPerNode));
                put(variables, "OMP_NUM_THREADS", asked.cpusPerTask);
            }
            case LSF -> put(variables, "LSB_DJOB_NUMPROC", asked.tasks);
            case SGE -> put(variables, "NSLOTS", asked.cores);
        }
    }

    private static void put(ShellVariables variables, String name, OptionalLong value) {
        if (value.isPresent()) {
            variables.set(name, Optional.of(Long.toString(value.getAsLong())));
        }
    }
}
