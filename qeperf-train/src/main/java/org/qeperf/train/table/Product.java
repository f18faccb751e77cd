package org.qeperf.train.table;

import java.util.ArrayList;
import java.util.List;
import org.qeperf.runtime.table.Factor;

/**
 * A product of features.
 *
 * @param singles its factors
 * @param last place of the last one among all features
 */
record Product(List<Single> singles, int last) {

    /** A feature that is no product itself. */
    record Single(String name, Factor factor) {}

    /** Whether one factor more leaves a product that isn't the same in every row. */
    boolean allows(Single other) {
        return singles.stream().allMatch(single -> fit(single.factor(), other.factor()));
    }

    private static boolean fit(Factor a, Factor b) {
        if (!a.column().equals(b.column())) {
            return true;
        }
        if (a instanceof Factor.Power left && b instanceof Factor.Power right) {
            return left.exponent() == right.exponent();
        }
        return !(a instanceof Factor.Is);
    }

    Product times(Single single, int place) {
        List<Single> longer = new ArrayList<>(singles);
        longer.add(single);
        return new Product(longer, place);
    }

    String name() {
        return String.join("__", singles.stream().map(Single::name).toList());
    }

    /** The factors, all powers of one column as one. */
    List<Factor> factors() {
        List<Factor> factors = new ArrayList<>();
        for (Single single : singles) {
            if (single.factor() instanceof Factor.Power power) {
                addPower(factors, power);
            } else {
                factors.add(single.factor());
            }
        }
        return factors;
    }

    private static void addPower(List<Factor> factors, Factor.Power power) {
        for (int i = 0; i < factors.size(); i++) {
            if (factors.get(i) instanceof Factor.Power same && same.column().equals(power.column())) {
                factors.set(i, new Factor.Power(power.column(), same.exponent() + power.exponent()));
                return;
            }
        }
        factors.add(power);
    }
}
