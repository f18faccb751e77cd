/** How far predictions are from measurements on systems that a model has not seen. */
@NullMarked
package org.qeperf.train.evaluate;

import org.jspecify.annotations.NullMarked;
