/** How the features of a model are made of the columns of a table: {@link org.qeperf.runtime.table.TableFeatures}. */
@NullMarked
package org.qeperf.runtime.table;

import org.jspecify.annotations.NullMarked;
