/** Fits linear, kernel and physical models with EJML. */
@NullMarked
package org.qeperf.models.linear;

import org.jspecify.annotations.NullMarked;
