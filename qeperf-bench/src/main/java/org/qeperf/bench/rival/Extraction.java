package org.qeperf.bench.rival;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.qeperf.features.basis.FftGrid;
import org.qeperf.features.counts.PwCounter;
import org.qeperf.features.counts.PwCounts;
import org.qeperf.features.input.ParseLimits;
import org.qeperf.features.input.PwInputReader;
import org.qeperf.features.input.QeVersion;
import org.qeperf.features.input.SourceText;
import org.qeperf.features.pseudo.PseudopotentialCache;
import org.qeperf.features.pseudo.PseudopotentialReader;

/**
 * From the text of an input and the bytes of its one pseudopotential to the counts. The bytes are read each time, or the file
 * is known by its size and time.
 */
final class Extraction implements Operation {

    private static final String POTENTIAL = "potential.UPF";

    private final String text;
    private final Path file;
    private final byte[] potential;
    private final PseudopotentialCache cache = new PseudopotentialCache();
    private final boolean known;

    Extraction(Path input, boolean known) throws IOException {
        this.known = known;
        text = Files.readString(input, StandardCharsets.UTF_8);
        file = input.resolveSibling(POTENTIAL);
        potential = Files.readAllBytes(file);
    }

    private PwCounts counts() {
        return PwCounter.count(
                PwInputReader.parse(SourceText.of("pw.in", text), QeVersion.NEWEST, ParseLimits.DEFAULT),
                List.of(
                        known
                                ? cache.read(file, ParseLimits.DEFAULT)
                                : PseudopotentialReader.read(POTENTIAL, potential)),
                ParseLimits.DEFAULT);
    }

    /** The counts that the other side derives too, as name=value. */
    String answer() {
        PwCounts counts = counts();
        FftGrid grid = counts.basis().denseGrid();
        return String.format(
                Locale.ROOT,
                "electrons=%d atoms=%d projectors=%d states=%d symmetries=%d k_points=%d fft=%dx%dx%d g_vectors=%d"
                        + " plane_waves=%d",
                Math.round(counts.composition().electrons()),
                counts.composition().atoms(),
                counts.composition().projectorStates(),
                counts.sampling().states(),
                counts.sampling().symmetryOperations(),
                counts.sampling().kPoints(),
                grid.n1(),
                grid.n2(),
                grid.n3(),
                counts.basis().denseVectors(),
                counts.basis().largestPlaneWaves());
    }

    @Override
    public double run() {
        return counts().basis().largestPlaneWaves();
    }
}
