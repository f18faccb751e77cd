package org.qeperf.train.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.qeperf.train.automl.AutoMlResult;
import org.qeperf.train.automl.LeaderboardRow;
import org.qeperf.train.automl.LeaderboardRow.Kind;
import org.qeperf.train.validate.Validation;

/** Numbers and plans in words. */
final class Wording {

    /** What stands where there is no number. */
    static final String NOTHING = "-";

    private Wording() {}

    /** A fraction in percent, with as many digits as matter. */
    static String percent(double fraction) {
        if (!Double.isFinite(fraction)) {
            return NOTHING;
        }
        double shown = 100 * fraction;
        double size = Math.abs(shown);
        if (size > 0 && size < 1e-6) {
            return format("%.1e", shown) + " %";
        }
        if (size > 0 && size < 0.1) {
            return new BigDecimal(shown).round(new MathContext(2)).toPlainString() + " %";
        }
        String pattern = size < 10 ? "%.2f" : size < 1000 ? "%.1f" : size < 1e6 ? "%.0f" : "%.1e";
        return format(pattern, shown) + " %";
    }

    /** A number with three digits behind the point; with a power of ten where it is far from 1. */
    static String decimal(double value) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        return format(Math.abs(value) < 1000 ? "%.3f" : "%.2e", value);
    }

    /** A number with three digits that count. */
    static String significant(double value) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros();
        double size = Math.abs(value);
        boolean plain = value == 0 || size >= 1e-3 && size < 1e6;
        return plain ? rounded.toPlainString() : format("%.2e", value);
    }

    static String seconds(double value) {
        return Double.isFinite(value) ? format("%.1f", value) : NOTHING;
    }

    static String microseconds(double value) {
        return Double.isFinite(value) ? format(value < 10 ? "%.2f" : "%.0f", value) : NOTHING;
    }

    private static String format(String pattern, double value) {
        return String.format(Locale.ROOT, pattern, value);
    }

    /** So many of something. */
    static String count(int number, String one, String many) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
    }

    static String rows(int number) {
        return count(number, "row", "rows");
    }

    /** The target with its unit. */
    static String target(AutoMlResult result) {
        return result.unit().isEmpty() ? result.target() : result.target() + " (" + result.unit() + ")";
    }

    static String kind(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    static String values(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The error on the rows of the test, or {@code NaN}. */
    static double testMape(LeaderboardRow row) {
        return row.test().isPresent() ? row.test().get().mape() : Double.NaN;
    }

    /** The rows that errors of the search are measured on. */
    static String searchRows(AutoMlResult result) {
        return result.plan().selection() instanceof Validation.None
                ? "rows learnt from"
                : "rows held out in the search";
    }

    /** Which rows are held out. */
    static String test(Validation test) {
        return test instanceof Validation.None ? "no rows" : division(test);
    }

    /** How rows are held out to choose by, in words. */
    static String division(Validation validation) {
        if (validation instanceof Validation.HoldOut holdOut) {
            return percent(holdOut.ratio()) + " of the rows by chance";
        } else if (validation instanceof Validation.KFold folds) {
            return "every row once, in " + folds.folds() + " parts by chance";
        } else if (validation instanceof Validation.Interpolation between) {
            return between(between);
        } else if (validation instanceof Validation.Extrapolation above) {
            return above(above);
        } else if (validation instanceof Validation.Extrapolations several) {
            return several.folds().stream().map(Wording::above).collect(Collectors.joining("; then "));
        } else if (validation instanceof Validation.Groups groups) {
            return groups.folds() == 0
                    ? "each group of " + groups.column() + " alone"
                    : "whole groups of " + groups.column() + ", in " + groups.folds() + " parts";
        } else if (validation instanceof Validation.Rows rows) {
            return rows(rows.rows().size()) + " that the plan names";
        } else if (validation instanceof Validation.Automatic) {
            return "chosen to be like the test";
        }
        return "no rows: errors are those on the rows learnt from";
    }

    private static String above(Validation.Extrapolation extrapolation) {
        return extrapolation.above().entrySet().stream()
                .map(entry -> "rows with " + entry.getKey() + " above " + entry.getValue())
                .collect(Collectors.joining(" or "));
    }

    private static String between(Validation.Interpolation interpolation) {
        List<String> parts = new ArrayList<>();
        interpolation.values().forEach((column, values) -> parts.add("rows with " + column + " in " + values));
        interpolation
                .every()
                .forEach((column, every) -> parts.add("rows with one in " + every + " of the values of " + column));
        return String.join(" or ", parts);
    }
}
