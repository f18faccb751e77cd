/**
 * The machines that predictions can be asked for, {@link org.qeperf.runtime.machine.Machines}, and the measuring of one,
 * {@link org.qeperf.runtime.machine.MachineProbe}.
 */
@NullMarked
package org.qeperf.runtime.machine;

import org.jspecify.annotations.NullMarked;
