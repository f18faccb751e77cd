/** Where the program starts. */
@NullMarked
package org.qeperf.app;

import org.jspecify.annotations.NullMarked;
