package org.qeperf.runtime.machine;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Measures the machine that this program runs on. Every figure is measured in several rounds, with the others between, so
 * that a disturbance of a second does not hit all of them, and each time in new arrays, since it matters by some percent
 * where in memory they lie. Use one at a time.
 */
public final class MachineProbe {

    /** Time that gives figures within some percent. */
    public static final double DEFAULT_SECONDS = 6;

    private static final long LEAST_ARRAYS = 24L << 20;
    private static final long MOST_ARRAYS = 384L << 20;

    private final double seconds;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * Prepares a probe.
     *
     * @param seconds how long it may take, about; positive
     * @param clock gives the date
     * @param progress is told the key of what is measured next
     */
    public MachineProbe(double seconds, Clock clock, Consumer<String> progress) {
        if (!(seconds > 0 && Double.isFinite(seconds))) {
            throw new IllegalArgumentException("a probe of " + seconds + " s; expected a positive time");
        }
        this.seconds = seconds;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Measures.
     *
     * @param name what to call the machine
     * @return its profile
     */
    public MachineProfile measure(String name) {
        Hardware hardware = Hardware.local();
        // A job may have fewer processors than the machine.
        int usable = Runtime.getRuntime().availableProcessors();
        int threads = Math.min(hardware.cores().orElse(usable), usable);
        long ofOne = TriadKernel.used(arrayBytes(hardware.caches()) / threads);
        long ofAll = threads * ofOne;
        Map<MachineFigure, RateMeter> meters = new EnumMap<>(MachineFigure.class);
        for (MachineFigure figure : MachineFigure.values()) {
            meters.put(figure, new RateMeter(figure.onAllCores() ? threads : 1));
        }
        for (int round = 0; round < MachineFigure.MOST_ROUNDS; round++) {
            for (Map.Entry<MachineFigure, RateMeter> entry : meters.entrySet()) {
                MachineFigure figure = entry.getKey();
                if (round < figure.rounds()) {
                    progress.accept(figure.key());
                    long bytes = figure.onAllCores() ? ofOne : ofAll;
                    // Half as much again goes into the warm-up.
                    double part = seconds / meters.size() / figure.rounds() / 1.5;
                    entry.getValue().measure(() -> figure.kernel(bytes), part);
                }
            }
        }
        Map<MachineFigure, Measurement> results = new EnumMap<>(MachineFigure.class);
        meters.forEach((figure, meter) -> results.put(figure, meter.result()));
        return new MachineProfile(
                name,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                Runtime.version().toString(),
                hardware,
                threads,
                ofAll,
                results);
    }

    /** Four times the largest caches together, as STREAM asks for, within what the Java heap allows. */
    static long arrayBytes(List<Cache> caches) {
        int last = caches.stream().mapToInt(Cache::level).max().orElse(0);
        long cached = caches.stream()
                .filter(cache -> cache.level() == last)
                .mapToLong(cache -> cache.bytes() * cache.count())
                .sum();
        long most = Math.min(MOST_ARRAYS, Runtime.getRuntime().maxMemory() / 4);
        return Math.max(LEAST_ARRAYS, Math.min(cached == 0 ? most : 4 * cached, most));
    }
}
