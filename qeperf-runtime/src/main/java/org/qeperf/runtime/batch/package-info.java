/** Batch jobs: what they ask for, and the scripts that say it to batch systems, written and read. */
@NullMarked
package org.qeperf.runtime.batch;

import org.jspecify.annotations.NullMarked;
