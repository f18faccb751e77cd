/** Models that learn from finished runs, and are replaced when others have proved better: {@link org.qeperf.train.living.LivingModels}. */
@NullMarked
package org.qeperf.train.living;

import org.jspecify.annotations.NullMarked;
