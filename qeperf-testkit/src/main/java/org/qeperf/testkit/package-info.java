/**
 * The tests that every training back-end should pass: extend {@link org.qeperf.testkit.RegressorProviderContract}.
 */
@NullMarked
package org.qeperf.testkit;

import org.jspecify.annotations.NullMarked;
