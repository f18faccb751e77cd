/**
 * Training of linear, kernel and physical models with EJML: {@link org.qeperf.models.linear.LinearProvider}. Everything runs
 * on one thread, so results do not depend on how many there are. Models leave as plain arrays.
 */
@NullMarked
package org.qeperf.models.linear;

import org.jspecify.annotations.NullMarked;
