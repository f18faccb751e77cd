/** A training back-end of one class, which qeperf finds by its line in {@code META-INF/services}. */
package org.qeperf.examples.regressor;
