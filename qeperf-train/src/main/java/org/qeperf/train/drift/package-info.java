/** Whether a stream of numbers has changed: named, published detectors of errors and of features. */
@NullMarked
package org.qeperf.train.drift;

import org.jspecify.annotations.NullMarked;
