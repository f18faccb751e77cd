package org.qeperf.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class RunTargetTest {

    @Test
    void isFoundByItsName() {
        for (RunTarget target : RunTarget.values()) {
            assertEquals(target, RunTarget.find(target.target().name()));
        }
    }

    @Test
    void otherNamesAreRefused() {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> RunTarget.find("seconds"));
        assertEquals(
                "there is no target 'seconds'; expected one of seconds_per_scf_iteration, scf_iterations, ionic_steps, seconds_outside_scf, "
                        + "peak_memory_per_rank",
                e.getMessage());
    }
}
