/** Finished runs with what was predicted of them: {@link org.qeperf.train.store.RunStore}. */
@NullMarked
package org.qeperf.train.store;

import org.jspecify.annotations.NullMarked;
