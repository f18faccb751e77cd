/** Tables of numbers and words, and how features are made of their columns: {@link org.qeperf.train.table.Table}. */
@NullMarked
package org.qeperf.train.table;

import org.jspecify.annotations.NullMarked;
