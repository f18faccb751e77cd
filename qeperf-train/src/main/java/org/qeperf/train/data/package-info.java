/** Run records and the rows made of them: {@link org.qeperf.train.data.RunSet}. */
@NullMarked
package org.qeperf.train.data;

import org.jspecify.annotations.NullMarked;
