package org.qeperf.runtime.batch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Jobs for tests. */
final class Jobs {

    static final Resources SMALL = new Resources(1, 4, 1, 0, OptionalLong.empty(), false, OptionalLong.empty());

    private Jobs() {}

    static Job minimal() {
        return with(SMALL);
    }

    static Job with(Resources resources) {
        return job("test", Queue.DEFAULT, resources, command(Launcher.MPIRUN, "pw.x", "-in", "pw.in"));
    }

    static Job with(Command command) {
        return job("test", Queue.DEFAULT, SMALL, command);
    }

    static Job job(String name, Queue queue, Resources resources, Command command) {
        return new Job(name, queue, resources, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), command);
    }

    static Command command(Launcher launcher, String... words) {
        return new Command(launcher, Optional.empty(), List.of(words), Optional.empty());
    }

    /** A job with everything that a batch system knows. */
    static Job full(Scheduler scheduler) {
        boolean slurm = scheduler == Scheduler.SLURM;
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("ESPRESSO_TMPDIR", "/scratch/my run");
        environment.put("OMP_STACKSIZE", "512m");
        return new Job(
                "silicon relax",
                new Queue(
                        Optional.of("project-1"),
                        Optional.of("booster"),
                        slurm ? Optional.of("normal") : Optional.empty(),
                        slurm
                                ? Optional.of("gpu&a100")
                                : scheduler == Scheduler.SGE ? Optional.of("mpi-64") : Optional.empty()),
                new Resources(2, 4, 8, 4, OptionalLong.of(480L << 30), true, OptionalLong.of(90_000)),
                Optional.of("job.out"),
                Optional.of("job.err"),
                Optional.of(new ModuleBlock(
                        "leonardo-booster",
                        List.of("qe"),
                        List.of("module purge", "module load quantum-espresso/7.2"))),
                environment,
                new Command(
                        slurm ? Launcher.SRUN : scheduler == Scheduler.LSF ? Launcher.JSRUN : Launcher.MPIEXEC,
                        Optional.of(new Container("qe.sif", Container.Devices.NVIDIA)),
                        List.of("pw.x", "-nk", "4"),
                        Optional.of("it's pw.in"),
                        Optional.of("pw.out")));
    }
}
