/**
 * The tests that plug-ins should pass. For a training back-end, extend {@link org.qeperf.testkit.RegressorProviderContract}; for the
 * reader of another simulation program's input, {@link org.qeperf.testkit.FeatureExtractorContract}.
 */
@NullMarked
package org.qeperf.testkit;

import org.jspecify.annotations.NullMarked;
