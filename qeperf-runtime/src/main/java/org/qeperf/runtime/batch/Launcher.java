package org.qeperf.runtime.batch;

import java.util.Optional;

/** What starts the ranks of an MPI program. */
public enum Launcher {
    /** Slurm's own. */
    SRUN,
    /** Open MPI. */
    MPIRUN,
    /** Intel MPI and MPICH (Hydra). */
    MPIEXEC,
    /** IBM's, beside LSF. */
    JSRUN;

    /**
     * What a program of a script is read as.
     *
     * @param program its name, with its folder or without, such as {@code /usr/bin/mpirun.openmpi}
     * @return the launcher; empty for other programs
     */
    public static Optional<Launcher> ofProgram(String program) {
        return LauncherFamily.ofProgram(program).map(LauncherFamily::launcher);
    }
}
