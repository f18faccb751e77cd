package org.qeperf.bench.answer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitedRunTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("limits.csv"), text);
    }

    @Test
    void reads() throws IOException {
        assertEquals(
                List.of(new LimitedRun("a", 0.73, 210, true), new LimitedRun("b", 1.5, 99, false)),
                LimitedRun.read(file("id,factor,limit_bytes,end\na,0.73,210,killed\nb,1.5,99,finished\n")));
    }

    @Test
    void otherHead() throws IOException {
        Path file = file("id;factor\n");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LimitedRun.read(file));
        assertEquals(file + " begins otherwise than with id,factor,limit_bytes,end", e.getMessage());
    }

    @Test
    void otherEnd() throws IOException {
        Path file = file("id,factor,limit_bytes,end\na,0.73,210,error\n");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LimitedRun.read(file));
        assertEquals(
                "the line 'a,0.73,210,error' is no limited run; expected id,factor,limit_bytes,end", e.getMessage());
    }
}
