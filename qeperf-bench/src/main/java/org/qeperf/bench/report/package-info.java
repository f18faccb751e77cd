/** Runs the benchmarks and writes the pages of their results; {@link org.qeperf.bench.report.Suite} begins. */
@NullMarked
package org.qeperf.bench.report;

import org.jspecify.annotations.NullMarked;
