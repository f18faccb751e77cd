package org.qeperf.runtime.batch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BatchScriptsPageTest {

    @ParameterizedTest
    @EnumSource
    void theExamplesOfThePageAreWhatIsWritten(Scheduler scheduler) throws IOException {
        String page = Files.readString(Path.of("../docs/batch-scripts.md"));
        String script = BatchScript.write(Jobs.full(scheduler), scheduler);
        assertTrue(page.contains("```bash\n" + script + "```\n"), script);
    }
}
