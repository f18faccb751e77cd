/**
 * From simulation files to feature rows: start at {@link org.qeperf.api.feature.FeatureExtractor}.
 *
 * <p>In: {@link org.qeperf.api.feature.SimulationFiles}. Out: {@link org.qeperf.api.feature.FeatureVector}. No code of a
 * particular simulation program lives here.
 */
@NullMarked
package org.qeperf.api.feature;

import org.jspecify.annotations.NullMarked;
