/** What machines can do at most: rates of nodes, their balance, and the roofline of pw.x's kernels. Pure figures, no files. */
@NullMarked
package org.qeperf.runtime.hardware;

import org.jspecify.annotations.NullMarked;
