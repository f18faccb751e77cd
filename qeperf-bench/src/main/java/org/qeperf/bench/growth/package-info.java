/** Benchmarks at many sizes, one class for each thing that grows. The suite fits powers to their times. */
@NullMarked
package org.qeperf.bench.growth;

import org.jspecify.annotations.NullMarked;
