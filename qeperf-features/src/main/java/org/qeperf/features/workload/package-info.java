/**
 * Counts to feature rows, and the whole way from files behind one interface:
 * {@link org.qeperf.features.workload.PwFeatureExtractor}.
 */
@NullMarked
package org.qeperf.features.workload;

import org.jspecify.annotations.NullMarked;
