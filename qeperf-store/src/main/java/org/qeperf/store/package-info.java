/** Finished runs and what was predicted of them, in SQLite or PostgreSQL: {@link org.qeperf.store.JdbcRunStore}. */
@NullMarked
package org.qeperf.store;

import org.jspecify.annotations.NullMarked;
