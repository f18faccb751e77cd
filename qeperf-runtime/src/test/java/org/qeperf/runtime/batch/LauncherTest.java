package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherTest {

    @ParameterizedTest
    @CsvSource({
        "srun,SRUN",
        "/usr/bin/mpirun,MPIRUN",
        "mpirun.openmpi,MPIRUN",
        "mpiexec.openmpi,MPIRUN",
        "orterun,MPIRUN",
        "prterun,MPIRUN",
        "mpiexec,MPIEXEC",
        "mpiexec.hydra,MPIEXEC",
        "mpirun.mpich,MPIEXEC",
        "aprun,MPIEXEC",
        "ibrun,MPIEXEC",
        "jsrun,JSRUN",
        "pw.x,",
        "apptainer,",
        "srun/,"
    })
    void programsThatStartRanks(String program, Launcher launcher) {
        assertEquals(Optional.ofNullable(launcher), Launcher.ofProgram(program));
    }
}
