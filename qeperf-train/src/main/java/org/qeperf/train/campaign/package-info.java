/**
 * Benchmark campaigns: a plan of pw.x runs, carried out one by one and resumable:
 * {@link org.qeperf.train.campaign.Campaign}.
 */
@NullMarked
package org.qeperf.train.campaign;

import org.jspecify.annotations.NullMarked;
