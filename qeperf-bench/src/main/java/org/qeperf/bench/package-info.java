/** JMH benchmarks of the hot paths. Rivals and plain ways of doing the same are in the same class. */
@NullMarked
package org.qeperf.bench;

import org.jspecify.annotations.NullMarked;
