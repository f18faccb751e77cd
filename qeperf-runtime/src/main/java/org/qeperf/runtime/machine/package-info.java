/** The machines that predictions can be asked for: {@link org.qeperf.runtime.machine.Machines}. */
@NullMarked
package org.qeperf.runtime.machine;

import org.jspecify.annotations.NullMarked;
