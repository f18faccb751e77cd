/** Why a model predicts what it predicts: {@link org.qeperf.runtime.explain.Explanation}. */
@NullMarked
package org.qeperf.runtime.explain;

import org.jspecify.annotations.NullMarked;
