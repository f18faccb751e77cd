package org.qeperf.runtime.batch;

import java.util.Optional;
import java.util.Set;

/** Programs that start ranks and share their options. */
enum LauncherFamily {
    /** Slurm's. */
    SRUN(Launcher.SRUN, "srun"),
    /** Open MPI's. */
    OPEN_MPI(Launcher.MPIRUN, "mpirun", "orterun", "prterun", "mpirun.openmpi", "mpiexec.openmpi"),
    /** Those of Intel MPI and MPICH, and of Cray's PALS. */
    HYDRA(Launcher.MPIEXEC, "mpiexec", "mpiexec.hydra", "mpirun.hydra", "mpiexec.mpich", "mpirun.mpich"),
    /** IBM's. */
    JSRUN(Launcher.JSRUN, "jsrun"),
    /** Cray's ALPS. */
    APRUN(Launcher.MPIEXEC, "aprun"),
    /** That of the Texas Advanced Computing Center. */
    IBRUN(Launcher.MPIEXEC, "ibrun");

    private final Launcher launcher;
    private final Set<String> programs;

    LauncherFamily(Launcher launcher, String... programs) {
        this.launcher = launcher;
        this.programs = Set.of(programs);
    }

    /** The family of a program, with its folder or without. */
    static Optional<LauncherFamily> ofProgram(String program) {
        String name = Launch.baseName(program);
        for (LauncherFamily family : values()) {
            if (family.programs.contains(name)) {
                return Optional.of(family);
            }
        }
        return Optional.empty();
    }

    Launcher launcher() {
        return launcher;
    }
}
