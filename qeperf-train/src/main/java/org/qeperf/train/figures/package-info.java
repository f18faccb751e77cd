/** Pictures of numbers, as PNG and SVG: {@link org.qeperf.train.figures.Figure}. */
@NullMarked
package org.qeperf.train.figures;

import org.jspecify.annotations.NullMarked;
