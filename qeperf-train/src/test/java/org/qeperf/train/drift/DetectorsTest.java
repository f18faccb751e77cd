package org.qeperf.train.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Detectors on streams whose alarms are known. Two thousand digits with a change at 1000; alarms of the first are those that the
 * tests of the Python library river expect of Page-Hinkley, those of ADWIN come from a second implementation of the paper.
 */
class DetectorsTest {

    private static final int STREAMS = 400;
    private static final int LENGTH = 500;

    private static double[] stream(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(DetectorsTest.class.getResourceAsStream(name))) {
            String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "");
            return text.chars().mapToDouble(c -> c - '0').toArray();
        }
    }

    private static List<Integer> alarms(PageHinkley test, double[] values) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (test.add(values[i]) > 0) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    private static List<Integer> alarms(Adwin window, double[] values) {
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (window.add(values[i])) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    @Test
    void pageHinkleyAlarmsWhereRiverDoes() throws IOException {
        PageHinkley test = new PageHinkley(30, 0.005, 50, 0.9999);
        assertEquals(List.of(1020, 1991), alarms(test, stream("abrupt-digits.txt")));
    }

    @Test
    void adwinCutsWhereTheSecondImplementationDoes() throws IOException {
        assertEquals(List.of(1023, 1055), alarms(new Adwin(Adwin.DELTA, 32), stream("abrupt-digits.txt")));
        assertEquals(List.of(1055, 1087, 1119, 1247), alarms(new Adwin(Adwin.DELTA, 32), stream("abrupt-bits.txt")));
    }

    @Test
    void theWindowIsWhatCameAfterTheChange() throws IOException {
        Adwin window = new Adwin();
        double[] values = stream("abrupt-bits.txt");
        for (double value : values) {
            window.add(value);
        }
        assertTrue(window.window() > 900 && window.window() <= 1010, window.window() + " values");
        double mean = Arrays.stream(values, values.length - (int) window.window(), values.length)
                .average()
                .orElseThrow();
        assertEquals(mean, window.mean(), 1e-12);
    }

    /** By hand: with fewest 1, tolerance 1 and threshold 5, the values 0 0 0 4 4 give sums 0 0 0 2 3.4. */
    @Test
    void theSumIsThatOfTheFormula() {
        PageHinkley test = new PageHinkley(1, 1, 5, 1);
        for (double value : new double[] {0, 0, 0, 4}) {
            assertEquals(0, test.add(value));
        }
        assertEquals(2, test.sum(), 1e-12);
        assertEquals(0, test.add(4));
        assertEquals(3.4, test.sum(), 1e-12);
        assertEquals(3, test.add(9), "9 - 3.5 - 1 more; the sum is above zero since the first 4");
        assertEquals(0, test.sum());
    }

    private static double[] noise(long seed, int count, double deviation) {
        Random random = new Random(seed);
        double[] values = new double[count];
        Arrays.setAll(values, i -> deviation * random.nextGaussian());
        return values;
    }

    @Test
    void stationaryErrorsSeldomAlarm() {
        int alarmed = 0;
        int heavy = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            alarmed += firstAlarm(noise(seed, LENGTH, 0.2)) < LENGTH ? 1 : 0;
            heavy += firstAlarm(heavy(seed)) < LENGTH ? 1 : 0;
        }
        assertTrue(alarmed <= STREAMS * 3 / 100, alarmed + " of " + STREAMS + " streams of 500 errors");
        assertTrue(heavy <= STREAMS * 3 / 100, heavy + " of " + STREAMS + " streams with heavy tails");
    }

    /** Student's t of three degrees of freedom. */
    private static double[] heavy(long seed) {
        Random random = new Random(seed);
        double[] values = new double[LENGTH];
        Arrays.setAll(values, i -> {
            double squares = 0;
            for (int k = 0; k < 3; k++) {
                double g = random.nextGaussian();
                squares += g * g;
            }
            return 0.2 * random.nextGaussian() / Math.sqrt(squares / 3);
        });
        return values;
    }

    private static int firstAlarm(double[] errors) {
        ErrorDrift drift = new ErrorDrift();
        for (int i = 0; i < errors.length; i++) {
            if (drift.add(errors[i]).isPresent()) {
                return i;
            }
        }
        return errors.length;
    }

    /** Runs of deviation 0.2 that take 1.6 times as long from run 200 on: 2.35 deviations. */
    @Test
    void aSlowerMachineIsNoticedSoon() {
        int[] delays = new int[STREAMS];
        int[] half = new int[STREAMS];
        for (int seed = 0; seed < STREAMS; seed++) {
            double[] errors = noise(seed, LENGTH, 0.2);
            double[] slight = noise(seed, LENGTH, 0.2);
            for (int i = 200; i < LENGTH; i++) {
                errors[i] += StrictMath.log(1.6);
                slight[i] -= StrictMath.log(1.2);
            }
            delays[seed] = firstAlarm(errors) - 200 + 1;
            half[seed] = firstAlarm(slight) - 200 + 1;
        }
        Arrays.sort(delays);
        Arrays.sort(half);
        assertTrue(delays[STREAMS / 2] <= 9, "median " + delays[STREAMS / 2]);
        assertTrue(delays[STREAMS * 95 / 100] <= 15, "95 % " + delays[STREAMS * 95 / 100]);
        assertTrue(half[STREAMS / 2] <= 40, "median " + half[STREAMS / 2]);
    }

    @Test
    void theBeginOfTheChangeIsFound() {
        int near = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            double[] errors = noise(seed, 300, 0.2);
            ErrorDrift drift = new ErrorDrift();
            for (int i = 0; i < errors.length; i++) {
                double error = errors[i] + (i < 200 ? 0 : StrictMath.log(1.6));
                var alarm = drift.add(error);
                if (alarm.isPresent() && i >= 200) {
                    near += Math.abs(alarm.get().begin() - 200) <= 3 ? 1 : 0;
                    assertEquals(alarm.get().begin(), drift.begin());
                    assertEquals(i, alarm.get().position());
                    break;
                }
            }
        }
        assertTrue(near >= STREAMS * 3 / 4, near + " of " + STREAMS);
    }
}
