/** Training with Deeplearning4j: {@link org.qeperf.models.dl4j.Dl4jProvider}. Models leave as plain arrays. */
@NullMarked
package org.qeperf.models.dl4j;

import org.jspecify.annotations.NullMarked;
