package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.Machine;

class MachinesTest {

    @Test
    void thisMachineIsAlwaysKnown() {
        Machine machine = Machines.find("local");
        assertEquals("local", machine.name());
        int usable = Runtime.getRuntime().availableProcessors();
        assertEquals(Math.min(usable, Hardware.local().cores().orElse(usable)), machine.coresPerNode());
        assertTrue(machine.memoryBytesPerNode() >= Runtime.getRuntime().totalMemory());
    }

    @Test
    void thisMachineIsTheOnlyOneWithAName() {
        assertEquals(List.of(Machines.local()), Machines.all());
    }

    @Test
    void anUnknownNameListsTheKnownOnes() {
        assertEquals(
                "there is no machine 'Local\\u000a'; expected one of: local",
                assertThrows(QePerfException.class, () -> Machines.find("Local\n"))
                        .getMessage());
    }
}
