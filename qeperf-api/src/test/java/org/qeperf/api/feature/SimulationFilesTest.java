package org.qeperf.api.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulationFilesTest {

    @Test
    void foldersKeepTheirOrderAndTheListGivenMayChangeLater() {
        List<Path> folders = new ArrayList<>(List.of(Path.of("b"), Path.of("a")));
        SimulationFiles files = new SimulationFiles(Path.of("pw.in"), folders, Optional.empty());
        folders.clear();
        assertEquals(List.of(Path.of("b"), Path.of("a")), files.directories());
        assertEquals(files, SimulationFiles.of(Path.of("pw.in"), Path.of("b"), Path.of("a")));
    }
}
