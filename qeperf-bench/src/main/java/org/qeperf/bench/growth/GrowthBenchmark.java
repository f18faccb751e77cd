package org.qeperf.bench.growth;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;
import org.qeperf.bench.AbstractBenchmark;

/** How each size is measured: once, since the fit over all sizes shows how far single ones are off. */
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public abstract class GrowthBenchmark extends AbstractBenchmark {}
