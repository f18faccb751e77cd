/** What run sets say of machines: how near kernels come to the roof, and what the speed of systems goes with. */
@NullMarked
package org.qeperf.train.hardware;

import org.jspecify.annotations.NullMarked;
