package org.qeperf.train.amllibrary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qeperf.api.EditDistance;
import org.qeperf.api.InputException;
import org.qeperf.train.automl.plan.CsvColumns;
import org.qeperf.train.validate.Validation;

/** Reads how rows are held out: {@code validation} and {@code hp_selection}. */
final class AmlDivisions {

    private static final String ALL = "All";
    private static final String HOLD_OUT = "HoldOut";
    private static final String K_FOLD = "KFold";
    private static final String INTERPOLATION = "Interpolation";
    private static final String EXTRAPOLATION = "Extrapolation";
    private static final int MOST = 1_000_000;

    private final IniFile.Section general;
    private final CsvColumns columns;
    private final List<String> notes;
    private final String validation;
    private final String selection;

    AmlDivisions(IniFile.Section general, CsvColumns columns, List<String> notes) {
        this.general = general;
        this.columns = columns;
        this.notes = notes;
        this.validation = method("validation", List.of(ALL, HOLD_OUT, K_FOLD, INTERPOLATION, EXTRAPOLATION));
        this.selection = method("hp_selection", List.of(ALL, HOLD_OUT, K_FOLD));
        note("hold_out_ratio", HOLD_OUT);
        note("folds", K_FOLD);
        note("interpolation_columns", INTERPOLATION);
        note("extrapolation_columns", EXTRAPOLATION);
    }

    private String method(String key, List<String> known) {
        PythonValue value = general.get(key, "one of " + String.join(", ", known));
        if (!known.contains(value.text())) {
            throw new InputException(
                    value.location(),
                    value.text(),
                    "found " + value.shown() + EditDistance.suggestion(value.text(), known),
                    "one of " + String.join(", ", known));
        }
        return value.text();
    }

    private void note(String key, String method) {
        if (general.find(key).isPresent() && !validation.equals(method) && !selection.equals(method)) {
            notes.add("key '" + key + "' is not used, since nothing is " + method);
        }
    }

    /** Whether both look at rows that were not learnt from. */
    boolean looksAtUnseenRows() {
        return !validation.equals(ALL) && !selection.equals(ALL);
    }

    Validation test() {
        return switch (validation) {
            case INTERPOLATION -> interpolation();
            case EXTRAPOLATION -> extrapolation();
            default -> simple(validation, "validation");
        };
    }

    Validation selection() {
        if (validation.equals(EXTRAPOLATION) && !selection.equals(ALL)) {
            notes.add(
                    "hp_selection " + selection + " became extrapolation within the rows learnt from: rows held out by"
                            + " chance say nothing of rows beyond them");
            return new Validation.Automatic();
        }
        return simple(selection, "hp_selection");
    }

    private Validation simple(String method, String key) {
        return switch (method) {
            case HOLD_OUT -> {
                PythonValue ratio = general.get("hold_out_ratio", "it, since " + key + " is HoldOut");
                if (!(ratio.number() > 0 && ratio.number() < 1)) {
                    throw ratio.wrong("a number above 0 and below 1");
                }
                yield new Validation.HoldOut(ratio.number());
            }
            case K_FOLD ->
                new Validation.KFold(
                        general.get("folds", "it, since " + key + " is KFold").whole(2, MOST));
            default -> new Validation.None();
        };
    }

    private Validation interpolation() {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        Map<String, Integer> every = new LinkedHashMap<>();
        String example = "steps or values by column, such as {'x1': 3, 'x2': [1, 2]}";
        PythonValue given = general.get("interpolation_columns", "it, since validation is Interpolation");
        for (PythonValue.Pair pair : given.pairs(example)) {
            columns.require(pair.key().text(), pair.key().location());
            if (pair.value() instanceof PythonValue.Items list) {
                List<Double> numbers = new ArrayList<>();
                list.values().forEach(value -> numbers.add(value.number()));
                if (numbers.isEmpty()) {
                    throw list.wrong("at least one value");
                }
                values.put(pair.key().text(), numbers);
            } else {
                every.put(pair.key().text(), pair.value().whole(2, MOST));
            }
        }
        return new Validation.Interpolation(values, every);
    }

    private Validation extrapolation() {
        Map<String, Double> above = new LinkedHashMap<>();
        PythonValue given = general.get("extrapolation_columns", "it, since validation is Extrapolation");
        for (PythonValue.Pair pair : given.pairs("bounds by column, such as {'x1': 5}")) {
            columns.require(pair.key().text(), pair.key().location());
            above.put(pair.key().text(), pair.value().number());
        }
        return new Validation.Extrapolation(above);
    }

    /** How many of some rows a trial learns from; of divisions by values as many as of five folds. */
    static int rowsLearntFrom(int rows, Validation test, Validation selection) {
        return (int) Math.max(1, Math.rint(rows * share(test) * share(selection)));
    }

    private static double share(Validation division) {
        if (division instanceof Validation.None) {
            return 1;
        }
        if (division instanceof Validation.HoldOut holdOut) {
            return 1 - holdOut.ratio();
        }
        int folds = division instanceof Validation.KFold kFold ? kFold.folds() : 5;
        return (folds - 1.0) / folds;
    }
}
