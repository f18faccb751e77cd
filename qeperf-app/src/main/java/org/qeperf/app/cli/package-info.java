/** The command line: one class for each command. Only commands write to the standard streams. */
@NullMarked
package org.qeperf.app.cli;

import org.jspecify.annotations.NullMarked;
