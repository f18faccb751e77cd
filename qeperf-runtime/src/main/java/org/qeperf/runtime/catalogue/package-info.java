/** Machines that runs go to: what their nodes consist of, which partitions they have, and how jobs are written for them. */
@NullMarked
package org.qeperf.runtime.catalogue;

import org.jspecify.annotations.NullMarked;
