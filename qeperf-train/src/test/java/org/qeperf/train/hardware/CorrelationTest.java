package org.qeperf.train.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qeperf.train.hardware.Correlation.Group;

class CorrelationTest {

    @Test
    void powerLawsCorrelateFullyWithTheirPowerAsSlope() {
        double[] x = {1, 2, 4, 8, 16};
        double[] y = {3, 3 * Math.sqrt(2), 6, 6 * Math.sqrt(2), 12};
        Correlation found = Correlation.of(List.of(new Group(x, y)), 1).orElseThrow();
        assertEquals(5, found.points());
        assertEquals(1, found.pearson(), 1e-9);
        assertEquals(1, found.spearman(), 1e-9);
        assertEquals(0.5, found.slope(), 1e-9);
        // Two of 120 orders are as far from 0.
        assertEquals(2 / 120.0, found.pValue(), 0.005);
    }

    @Test
    void factorsBetweenGroupsDoNotCount() {
        Group fast = new Group(new double[] {1, 2}, new double[] {1000, 2000});
        Group slow = new Group(new double[] {8, 16}, new double[] {1, 2});
        Correlation found = Correlation.of(List.of(fast, slow), 1).orElseThrow();
        assertEquals(1, found.pearson(), 1e-9);
        assertEquals(1, found.slope(), 1e-9);
        assertEquals(2, found.groups());
        // Four orders, of which two are as far.
        assertEquals(0.5, found.pValue(), 0.02);
        assertEquals(OptionalDouble.empty(), found.lower());
    }

    @Test
    void intervalIsFishers() {
        Random random = new Random(3);
        double[] x = new double[50];
        double[] y = new double[50];
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.exp(random.nextGaussian());
            y[i] = x[i] * Math.exp(random.nextGaussian());
        }
        Correlation found = Correlation.of(List.of(new Group(x, y)), 1).orElseThrow();
        double z = 0.5 * Math.log((1 + found.pearson()) / (1 - found.pearson()));
        assertEquals(Math.tanh(z - 1.959964 / Math.sqrt(47)), found.lower().orElseThrow(), 1e-9);
        assertEquals(Math.tanh(z + 1.959964 / Math.sqrt(47)), found.upper().orElseThrow(), 1e-9);
        assertTrue(found.pValue() < 0.001, () -> "p = " + found.pValue());
    }

    /** Each mean that is taken away costs a degree of freedom. */
    @Test
    void intervalOfSeveralGroupsHasFewerDegreesOfFreedom() {
        Random random = new Random(5);
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            double[] x = new double[5];
            double[] y = new double[5];
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.exp(random.nextGaussian());
                y[i] = x[i] * Math.exp(random.nextGaussian());
            }
            groups.add(new Group(x, y));
        }
        Correlation found = Correlation.of(groups, 1).orElseThrow();
        assertEquals(20, found.points());
        assertEquals(4, found.groups());
        double z = 0.5 * Math.log((1 + found.pearson()) / (1 - found.pearson()));
        assertEquals(
                Math.tanh(z - 1.959964 / Math.sqrt(20 - 3 - 3)), found.lower().orElseThrow(), 1e-9);
        assertEquals(
                Math.tanh(z + 1.959964 / Math.sqrt(20 - 3 - 3)), found.upper().orElseThrow(), 1e-9);
    }

    @Test
    void groupsWithOneXForAllDoNotCount() {
        Group varying = new Group(new double[] {1, 2, 4, 8, 3}, new double[] {3, 4, 9, 11, 2});
        Group constant = new Group(new double[] {2.4e9, 2.4e9, 2.4e9}, new double[] {1, 20, 300});
        assertEquals(Correlation.of(List.of(varying), 1), Correlation.of(List.of(constant, varying, constant), 1));
    }

    @Test
    void unrelatedNumbersHaveALargeP() {
        Group group = new Group(new double[] {1, 2, 3, 4, 5, 6}, new double[] {2, 7, 1, 8, 2, 3});
        double p = Correlation.of(List.of(group), 1).orElseThrow().pValue();
        assertTrue(p > 0.3, () -> "p = " + p);
        assertEquals(p, Correlation.of(List.of(group), 1).orElseThrow().pValue());
    }

    @Test
    void whatDoesNotVaryHasNoCorrelation() {
        Group group = new Group(new double[] {2, 2, 2}, new double[] {1, 2, 3});
        assertEquals(Optional.empty(), Correlation.of(List.of(group), 1));
        assertEquals(Optional.empty(), Correlation.of(List.of(new Group(new double[] {1}, new double[] {1})), 1));
        assertEquals(Optional.empty(), Correlation.of(List.of(), 1));
    }

    @Test
    void refusesUnequalNumbers() {
        assertEquals(
                "2 x and 1 y",
                assertThrows(IllegalArgumentException.class, () -> new Group(new double[2], new double[1]))
                        .getMessage());
    }
}
