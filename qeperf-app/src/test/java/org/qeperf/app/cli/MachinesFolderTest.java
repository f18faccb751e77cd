package org.qeperf.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachinesFolderTest {

    @TempDir
    private Path home;

    private Optional<Path> folder(Map<String, String> environment) {
        return MachinesFolder.fromEnvironment(environment, home);
    }

    @Test
    void theVariableComesFirst() throws IOException {
        Files.createDirectories(home.resolve(".config/qeperf/machines"));
        assertEquals(Optional.of(Path.of("own")), folder(Map.of("QEPERF_MACHINES", "own")));
        assertEquals(Optional.of(home.resolve(".config/qeperf/machines")), folder(Map.of("QEPERF_MACHINES", "")));
    }

    @Test
    void thenTheConfigurationFolder() throws IOException {
        Path own = Files.createDirectories(home.resolve("config/qeperf/machines"));
        assertEquals(
                Optional.of(own),
                folder(Map.of("XDG_CONFIG_HOME", home.resolve("config").toString())));
        assertEquals(Optional.empty(), folder(Map.of("XDG_CONFIG_HOME", "config")));
    }

    @Test
    void elseThereIsNone() {
        assertEquals(Optional.empty(), folder(Map.of()));
    }
}
