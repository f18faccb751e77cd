package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qeperf.api.feature.Machine;

class MachinesTest {

    @Test
    void thisMachineIsAlwaysKnown() {
        Machine machine = Machines.local();
        assertEquals("local", machine.name());
        int usable = Runtime.getRuntime().availableProcessors();
        assertEquals(Math.min(usable, Hardware.local().cores().orElse(usable)), machine.coresPerNode());
        assertTrue(machine.memoryBytesPerNode() >= Runtime.getRuntime().totalMemory());
    }
}
