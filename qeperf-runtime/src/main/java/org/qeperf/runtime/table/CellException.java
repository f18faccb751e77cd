package org.qeperf.runtime.table;

import org.qeperf.api.QePerfException;

/** A cell of a table that no feature can be made of. The parts tell whoever knows the file how to say where it stands. */
public class CellException extends QePerfException {

    private static final long serialVersionUID = 1L;

    private final int row;
    private final String column;
    private final String found;
    private final String problem;
    private final String expected;

    CellException(int row, String column, String found, String problem, String expected) {
        super("row " + row + ", column '" + column + "': " + problem + "; expected " + expected);
        this.row = row;
        this.column = column;
        this.found = found;
        this.problem = problem;
        this.expected = expected;
    }

    /**
     * Which row.
     *
     * @return the number that the caller gave it
     */
    public int row() {
        return row;
    }

    /**
     * Which column.
     *
     * @return its name
     */
    public String column() {
        return column;
    }

    /**
     * What stands in the cell.
     *
     * @return its text; empty where there is no such cell
     */
    public String found() {
        return found;
    }

    /**
     * What is wrong with it.
     *
     * @return one phrase
     */
    public String problem() {
        return problem;
    }

    /**
     * What would have been right.
     *
     * @return a phrase that follows the word "expected"
     */
    public String expected() {
        return expected;
    }
}
