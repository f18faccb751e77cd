package org.qeperf.features.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.qeperf.api.InputException;
import org.qeperf.api.feature.Layout;
import org.qeperf.api.feature.Workload;
import org.qeperf.features.Potentials;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.harvest.Clock;
import org.qeperf.features.harvest.PwOutput;
import org.qeperf.features.harvest.PwOutputReader;
import org.qeperf.features.harvest.RunMessages;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInput;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.memory.MemoryEstimate;
import org.qeperf.features.pseudo.Pseudopotential;
import org.qeperf.features.pseudo.Pseudopotential.Kind;
import org.qeperf.features.pseudo.PseudopotentialReader;
import org.qeperf.features.workload.Workloads;

/**
 * Whatever the bytes are, a reader answers with facts or an InputException, and soon. In the normal build Jazzer tries the
 * seeds only; CONTRIBUTING.md has the command that makes it search.
 */
class ReadersFuzzTest {

    private static final List<Layout> LAYOUTS =
            List.of(Layout.serial(), new Layout(2, 8, 2, 4), new Layout(1000, 128, 1, 1));

    /** The first byte chooses the release, the rest is the input. */
    @MethodSource
    @FuzzTest(maxDuration = "")
    void input(byte[] data) {
        if (data.length == 0) {
            return;
        }
        QeVersion version = Seeds.VERSIONS.get((data[0] & 0xff) % Seeds.VERSIONS.size());
        SourceText text = SourceText.of("pw.in", new String(data, 1, data.length - 1, StandardCharsets.UTF_8));
        Bounds.hold(() -> {
            try {
                count(PwInputReader.parse(text, version, ParseLimits.DEFAULT));
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith("pw.in:"), e::getMessage);
            }
        });
    }

    private static void count(PwInput input) {
        List<Pseudopotential> potentials =
                input.species().stream().map(ReadersFuzzTest::potential).toList();
        PwCounts counts = PwCounter.count(input, potentials, ParseLimits.DEFAULT);
        Workload workload = Workloads.of(input, potentials, counts);
        for (Layout layout : LAYOUTS) {
            MemoryEstimate memory = MemoryEstimate.of(counts, layout);
            assertTrue(
                    memory.bytesPerRank() > 0 && memory.bytesPerRank() < Double.POSITIVE_INFINITY,
                    () -> "memory " + memory.bytesPerRank());
            workload.warnings(layout);
        }
        workload.counts();
    }

    /** The name of a species' file tells what kind of pseudopotential to make up for it. */
    private static Pseudopotential potential(PwInput.Species species) {
        String file = species.pseudopotential();
        Kind kind = file.contains("paw") ? Kind.PAW : file.contains("us") ? Kind.ULTRASOFT : Kind.NORM_CONSERVING;
        Pseudopotential made = Potentials.of("Si", kind, 4, List.of(0, 1, 2), List.of(0, 1));
        if (file.contains("fr")) {
            return Potentials.fullyRelativistic(made);
        }
        return file.contains("hyb") ? Potentials.of(made, "PBE0") : made;
    }

    static Stream<byte[]> input() {
        return Seeds.inputs();
    }

    /** The first byte chooses the end of the file's name, the rest is the file. */
    @MethodSource
    @FuzzTest(maxDuration = "")
    void pseudopotential(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String name = "Si" + Seeds.ENDINGS.get((data[0] & 0xff) % Seeds.ENDINGS.size());
        byte[] content = Arrays.copyOfRange(data, 1, data.length);
        Bounds.hold(() -> {
            try {
                Pseudopotential read = PseudopotentialReader.read(name, content);
                assertTrue(read.projectorStates() >= 0);
                assertTrue(Double.isFinite(read.valence()), () -> "valence " + read.valence());
                read.averaged();
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith(name + ":"), e::getMessage);
            }
        });
    }

    static Stream<byte[]> pseudopotential() {
        return Seeds.pseudopotentials();
    }

    @MethodSource
    @FuzzTest(maxDuration = "")
    void output(byte[] data) {
        Bounds.hold(() -> {
            try {
                for (PwOutput run : PwOutputReader.read("pw.out", new ByteArrayInputStream(data))) {
                    run.times().clocks().values().forEach(ReadersFuzzTest::hold);
                    assertTrue(run.memory().estimated().orElse(0) >= 0);
                }
                RunMessages.read("pw.err", new ByteArrayInputStream(data));
            } catch (InputException e) {
                assertTrue(e.getMessage().startsWith("pw."), e::getMessage);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void hold(Clock clock) {
        assertTrue(clock.wallSeconds().orElse(0) >= 0, clock::toString);
        assertTrue(clock.cpuSeconds().orElse(0) >= 0, clock::toString);
    }

    static Stream<byte[]> output() {
        return Seeds.outputs();
    }
}
