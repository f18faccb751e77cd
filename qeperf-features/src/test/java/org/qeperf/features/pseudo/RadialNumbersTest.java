package org.qeperf.features.pseudo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qeperf.api.InputException;

class RadialNumbersTest {

    private static final String TAG = "<PP_RAB>";

    private static RadialNumbers numbers(String text) {
        byte[] bytes = (TAG + text).getBytes(StandardCharsets.ISO_8859_1);
        return new RadialNumbers(new PotentialText("a.UPF", bytes), TAG.length(), "PP_RAB");
    }

    /** Numbers of random widths and gaps, so that items end at each place of a word of eight bytes. */
    @Test
    void everyPointIsReachedFromTheStart() {
        Random random = new Random(7);
        for (int run = 0; run < 50; run++) {
            double[] values = random.doubles(40, -1, 1).toArray();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.rint(values[i] * 1000) / 1000 * (random.nextInt(3) + 1);
                text.append(" \n\t\r".repeat(3), 0, 1 + random.nextInt(9)).append(values[i]);
            }
            text.append("       \n</PP_RAB>");
            for (int i = 0; i < values.length; i++) {
                RadialNumbers numbers = numbers(text.toString());
                assertTrue(numbers.reach(i), "run " + run);
                assertEquals(values[i], numbers.at(i), 1e-14, "run " + run);
            }
        }
    }

    @Test
    void pointsMayBeAskedForInAnyOrder() {
        RadialNumbers numbers = numbers(" 1 2 3 4 5 6 </PP_RAB>");
        double[] asked = {numbers.at(4), numbers.at(5), numbers.at(1), numbers.at(2), numbers.at(0)};
        assertEquals("5.0 6.0 2.0 3.0 1.0", text(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " 1 2*2 4 5 6 </PP_RAB>",
                " 1 2,3 4 5 6 </PP_RAB>",
                " 1 '2' 3 4 5 6 </PP_RAB>",
                " 1 \"2\" 3 4 5 6 </PP_RAB>",
                " 1 2 3 4 5 6"
            })
    void otherNotationsAreReadNumberByNumber(String text) {
        RadialNumbers numbers = numbers(text);
        assertFalse(numbers.reach(5));
        assertEquals(6, numbers.at(5));
        assertEquals(1, numbers.at(0));
    }

    @Test
    void pointsBehindTheEndOfThePartAreNotReached() {
        RadialNumbers numbers = numbers(" 1 2 3 </PP_RAB> 5 6 7 8 9 10 11");
        assertFalse(numbers.reach(4));
        InputException e = assertThrows(InputException.class, () -> numbers.at(4));
        assertTrue(e.getMessage().contains("PP_RAB is '</PP_RAB>'"), e.getMessage());
    }

    @Test
    void bytesBeyondAsciiAreNotPassedOver() {
        assertFalse(numbers(" 1 2 \u00e9 4 5 6 7 8 9 </PP_RAB>").reach(5));
    }

    @Test
    void anOrbitalThatIsZeroWhereItIsLookedAtFirstHasTheNormOfTheRest() {
        String zeros = " 0".repeat(20);
        RadialSteps steps = new RadialSteps(43, i -> 1);
        for (String orbital :
                new String[] {" 1 0 0" + zeros + zeros, zeros + zeros + " 0 0 1", zeros + " 0 1 0" + zeros}) {
            RadialNumbers numbers = numbers(orbital + "\n</PP_CHI.1>");
            assertEquals(2, OrbitalNorm.occupation(2, numbers, steps), orbital);
        }
        assertEquals(
                OrbitalNorm.NO_NORM, OrbitalNorm.occupation(2, numbers(zeros + zeros + " 0 0 0\n</PP_CHI.1>"), steps));
    }

    @Test
    void stepsAreReadOnce() {
        int[] asked = new int[5];
        RadialSteps steps = new RadialSteps(5, i -> ++asked[i] * 10 + i);
        assertEquals("13.0 11.0 13.0", text(steps.at(3), steps.at(1), steps.at(3)));
        assertTrue(steps.reach(2));
    }

    @Test
    void stepsOfATextAreReachedUnlessKnown() {
        RadialSteps steps = RadialSteps.read(numbers(" 1 2*2 4 5 6"), 6);
        assertFalse(steps.reach(3));
        assertEquals(4, steps.at(3));
        assertTrue(steps.reach(3));
    }

    private static String text(double... values) {
        StringBuilder text = new StringBuilder();
        for (double value : values) {
            text.append(text.length() == 0 ? "" : " ").append(value);
        }
        return text.toString();
    }
}
