/**
 * What every step shares: the exception root, located input errors and warnings.
 *
 * <p>The way of the data is {@link org.qeperf.api.feature} (files to numbers), {@link org.qeperf.api.train} (numbers to a
 * regressor) and {@link org.qeperf.api.predict} (numbers to a prediction). Nothing here reads a file or trains a model.
 */
@NullMarked
package org.qeperf.api;

import org.jspecify.annotations.NullMarked;
