/** The search for the layout to ask for: {@link org.qeperf.runtime.advise.Advisor}. */
@NullMarked
package org.qeperf.runtime.advise;

import org.jspecify.annotations.NullMarked;
