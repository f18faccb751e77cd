package org.qeperf.runtime.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineProbeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-31T12:00:00.5Z"), ZoneOffset.UTC);

    /** The bounds are wide and there are three tries, so that a machine with much else to do passes. */
    @Test
    void figuresArePlausibleAndCanBeRepeated() {
        List<String> problems = List.of();
        MachineProfile before = probe();
        for (int attempt = 0; attempt < 3; attempt++) {
            MachineProfile after = probe();
            problems = problems(before, after);
            if (problems.isEmpty()) {
                return;
            }
            before = after;
        }
        assertEquals(List.of(), problems);
    }

    @Test
    void saysWhatItMeasured() {
        List<String> progress = new ArrayList<>();
        MachineProfile profile = new MachineProbe(0.01, CLOCK, progress::add).measure("bench");
        assertEquals("bench", profile.name());
        assertEquals(Instant.parse("2026-01-31T12:00:00Z"), profile.date());
        assertEquals(Runtime.version().toString(), profile.javaVersion());
        assertTrue(profile.threads() <= Runtime.getRuntime().availableProcessors());
        assertEquals("memory_bandwidth_one_core_bytes_per_s", progress.get(0));
        assertEquals("fft_rate_all_cores_flop_per_s", progress.get(progress.size() - 1));
        assertEquals(2 * 2 + 8 * 5, progress.size());
    }

    @Test
    void arraysExceedTheCachesWithinTheHeap() {
        long mib = 1 << 20;
        assertEquals(
                4 * 2 * 8 * mib,
                MachineProbe.arrayBytes(
                        List.of(new Cache(3, "unified", 8 * mib, 4, 2), new Cache(2, "unified", mib, 1, 8))));
        long most = Math.min(384 * mib, Runtime.getRuntime().maxMemory() / 4);
        assertEquals(most, MachineProbe.arrayBytes(List.of(new Cache(3, "unified", 480 * mib, 2, 1))));
        assertEquals(most, MachineProbe.arrayBytes(List.of()));
        assertEquals(24 * mib, MachineProbe.arrayBytes(List.of(new Cache(1, "unified", 4096, 1, 1))));
    }

    @Test
    void arraysOfManyThreadsAreNoLargerThanAllowed() {
        long most = 384 << 20;
        assertEquals(6 << 20, TriadKernel.used(most / 64));
        assertEquals(24 * 131072, TriadKernel.used(most / 128));
        assertEquals(6 << 20, TriadKernel.used((12 << 20) - 1));
        assertEquals(24, TriadKernel.used(1));
        TriadKernel small = new TriadKernel(100);
        assertEquals(4 * 24, small.work());
        small.run(0);
        small.run(0);
    }

    @Test
    void needsTime() {
        assertEquals(
                "a probe of 0.0 s; expected a positive time",
                assertThrows(IllegalArgumentException.class, () -> new MachineProbe(0, CLOCK, key -> {}))
                        .getMessage());
    }

    private static MachineProfile probe() {
        return new MachineProbe(1, CLOCK, key -> {}).measure("bench");
    }

    private static List<String> problems(MachineProfile before, MachineProfile after) {
        List<String> problems = new ArrayList<>();
        for (MachineFigure figure : MachineFigure.values()) {
            double ratio = after.value(figure) / before.value(figure);
            if (ratio < 0.5 || ratio > 2) {
                problems.add(figure.key() + " differs by a factor of " + ratio);
            }
            if (figure.onAllCores()) {
                MachineFigure one = MachineFigure.values()[figure.ordinal() - 1];
                double gain = after.value(figure) / after.value(one);
                if (gain < 0.8 || gain > 2 * after.threads()) {
                    problems.add(after.threads() + " threads give " + gain + " times " + one.key());
                }
            }
        }
        if (after.value(MachineFigure.MATRIX_MULTIPLY_RATE_ONE_CORE) > after.value(MachineFigure.FMA_RATE_ONE_CORE)) {
            problems.add("matrices multiply faster than registers");
        }
        return problems;
    }
}
