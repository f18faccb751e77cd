/**
 * How the features of a model are made of the columns of a table: {@link org.qeperf.runtime.table.TableFeatures}, and of
 * its cells: {@link org.qeperf.runtime.table.CellReader}.
 */
@NullMarked
package org.qeperf.runtime.table;

import org.jspecify.annotations.NullMarked;
