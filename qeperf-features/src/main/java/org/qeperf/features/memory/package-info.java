/** The memory that pw.x itself estimates for a run: {@link org.qeperf.features.memory.MemoryEstimate}. */
@NullMarked
package org.qeperf.features.memory;

import org.jspecify.annotations.NullMarked;
