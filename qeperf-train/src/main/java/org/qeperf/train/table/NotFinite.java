package org.qeperf.train.table;

import org.qeperf.api.InputException;
import org.qeperf.api.TrainingException;
import org.qeperf.runtime.table.Factor;
import org.qeperf.runtime.table.Term;

/**
 * A feature that has no finite value in a row.
 *
 * @param row index of the row
 * @param column a column that the feature reads
 * @param problem what is wrong
 * @param expected what a model can read
 * @param remedy what to do before training
 */
record NotFinite(int row, String column, String problem, String expected, String remedy) {

    /** A function of a cell. */
    static NotFinite of(int row, Factor factor, double cell) {
        String what = "power " + (factor instanceof Factor.Power power ? CellNumber.text(power.exponent()) : "");
        if (factor instanceof Factor.Log) {
            what = "logarithm";
        } else if (factor instanceof Factor.Power power && power.exponent() == -1) {
            what = "inverse";
        }
        String column = InputException.quote(factor.column());
        return new NotFinite(
                row,
                factor.column(),
                "column " + column + " has " + CellNumber.text(cell) + ", whose " + what + " is not a finite number",
                "a number with a finite " + what,
                "leave the row out, or make no " + what + " of this column");
    }

    /** A product whose factors are finite each. */
    static NotFinite of(int row, Term term) {
        return new NotFinite(
                row,
                term.factors().get(0).column(),
                "feature " + InputException.quote(term.name()) + " is too large a number",
                "smaller numbers",
                "leave the row out, or make no such product");
    }

    TrainingException inTraining(Table table) {
        return new TrainingException(table.place(row, column) + ": " + problem + "; " + remedy);
    }

    InputException inUse(Table table) {
        return new InputException(
                table.place(row, column), table.wordColumn(column).values()[row], problem, expected);
    }
}
