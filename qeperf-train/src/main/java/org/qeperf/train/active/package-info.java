/** Which runs would teach a model most, and what runs have been worth: {@link org.qeperf.train.active.Batch}. */
@NullMarked
package org.qeperf.train.active;

import org.jspecify.annotations.NullMarked;
