package org.qeperf.train.table;

import org.qeperf.api.SourceLocation;

/** Where the cells of a table stand. */
@FunctionalInterface
interface Places {

    /**
     * Where a cell stands.
     *
     * @param row from 0, header excluded
     * @param column from 0
     */
    SourceLocation of(int row, int column);
}
