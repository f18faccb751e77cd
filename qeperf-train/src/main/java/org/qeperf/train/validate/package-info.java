/** Which rows to learn from and which to measure on: {@link org.qeperf.train.validate.Validation}. */
@NullMarked
package org.qeperf.train.validate;

import org.jspecify.annotations.NullMarked;
