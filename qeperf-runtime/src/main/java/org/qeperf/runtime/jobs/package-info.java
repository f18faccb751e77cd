/** From a forecast to a job for a machine's batch system, and from a job back to a forecast. */
@NullMarked
package org.qeperf.runtime.jobs;

import org.jspecify.annotations.NullMarked;
