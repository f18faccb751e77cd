package org.qeperf.runtime.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.qeperf.api.ArtifactException;
import org.qeperf.api.QePerfException;
import org.qeperf.api.feature.FeatureVector;
import org.qeperf.runtime.forecast.TablePredictor;
import org.qeperf.runtime.table.CellException;

/**
 * Model files spoilt at random, most of them with sums that match the damage, so that the checks behind the sums are met
 * too. {@code -Dqeperf.fuzz=N} tries N of them.
 */
class ArtifactFuzzTest {

    private static final int TRIALS = Integer.getInteger("qeperf.fuzz", 20_000);
    private static final String[] TOKENS = {
        "null", "-1", "1e999", "99999999999", "[]", "{}", "\"\"", "\"NaN\"", "true", "0", "\"tree-ensemble\"", ","
    };
    private static final double[] NUMBERS = {
        0, -0.0, 1, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE, Double.MIN_VALUE, 1e9, -1e300
    };
    private static final int[] WHOLES = {0, 1, -1, 2, 1024, 1025, Integer.MAX_VALUE, Integer.MIN_VALUE, 65_536};

    private final Random random = new Random(20_261_121);

    @Test
    void aSpoiltFileIsRefusedOrPredictsPositiveNumbers() {
        List<byte[]> originals = Stream.concat(ExampleModels.all(), ExampleTables.all())
                .map(ExampleModels::bytes)
                .toList();
        int refused = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            refused += isRefused(spoil(originals.get(random.nextInt(originals.size()))), trial) ? 1 : 0;
        }
        assertTrue(refused > TRIALS / 2 && refused < TRIALS, refused + " of " + TRIALS + " refused");
    }

    private static boolean isRefused(byte[] bytes, int trial) {
        try {
            PortableModel model =
                    ArtifactReader.read("m.qeperf", new ByteArrayInputStream(bytes), List.of(ExampleModels.SCHEMA));
            try {
                assertTrue(predict(model) > 0, "trial " + trial);
            } catch (CellException e) {
                assertTrue(e.getMessage().contains("; expected "), e.getMessage());
            } catch (QePerfException e) {
                assertTrue(e.getMessage().contains("expected a positive number"), e.getMessage());
            }
            return false;
        } catch (ArtifactException e) {
            assertTrue(e.getMessage().startsWith("m.qeperf: "), "trial " + trial);
            assertEquals(1, e.getMessage().lines().count(), "trial " + trial);
            assertTrue(e.getMessage().length() < 1000, "trial " + trial);
            return true;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("trial " + trial, e);
        }
    }

    private static double predict(PortableModel model) {
        if (model.table().isPresent()) {
            return new TablePredictor(model)
                    .predict(ExampleTables.cells(1).get(0))
                    .value();
        }
        return model.predict(
                        new FeatureVector(model.schema(), ExampleModels.rows(1).values()))
                .value();
    }

    private byte[] spoil(byte[] original) {
        if (random.nextInt(4) == 0) {
            return bits(original);
        }
        ModelFile file = ModelFile.of(original);
        for (int change = random.nextInt(3); change >= 0; change--) {
            List<String> names = List.copyOf(file.entries().keySet());
            String name = names.get(random.nextInt(names.size()));
            byte[] content = file.entries().get(name);
            if (random.nextInt(8) == 0) {
                file.entries().put(name, bits(content));
            } else if (name.endsWith(".npy")) {
                spoilArray(file, name, content);
            } else {
                file.put(name, spoilText(new String(content, StandardCharsets.UTF_8)));
            }
        }
        return file.bytes();
    }

    /** Wrong bits, a cut or a gap. */
    private byte[] bits(byte[] original) {
        if (original.length == 0) {
            return original;
        }
        byte[] bytes = original.clone();
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes = Arrays.copyOf(bytes, at);
            default -> bytes = Arrays.copyOfRange(bytes, at, bytes.length);
        }
        return bytes;
    }

    private void spoilArray(ModelFile file, String name, byte[] content) {
        Object array;
        try {
            array = Npy.read(content);
        } catch (IllegalArgumentException e) {
            return;
        }
        int n = Array.getLength(array);
        Object changed = array;
        if (random.nextInt(3) == 0) {
            int length = Math.max(0, n + random.nextInt(5) - 2);
            changed = array instanceof double[] a
                    ? Arrays.copyOf(a, length)
                    : array instanceof int[] b ? Arrays.copyOf(b, length) : Arrays.copyOf((short[]) array, length);
        } else if (n > 0) {
            int at = random.nextInt(n);
            if (array instanceof double[] a) {
                a[at] = NUMBERS[random.nextInt(NUMBERS.length)];
            } else if (array instanceof int[] b) {
                b[at] = WHOLES[random.nextInt(WHOLES.length)];
            } else {
                ((short[]) array)[at] = (short) WHOLES[random.nextInt(WHOLES.length)];
            }
        }
        file.entries().put(name, Npy.write(changed));
    }

    /** Another token where a number, a word or a comma stood. */
    private String spoilText(String text) {
        if (text.isEmpty()) {
            return "{";
        }
        int from = random.nextInt(text.length());
        while (from > 0 && " ,:[\n".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = from;
        while (to < text.length() && " ,:]\n".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(0, from) + TOKENS[random.nextInt(TOKENS.length)] + text.substring(to);
    }
}
