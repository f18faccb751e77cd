/** What finished runs of pw.x say of themselves: {@link org.qeperf.features.harvest.PwOutput}. */
@NullMarked
package org.qeperf.features.harvest;

import org.jspecify.annotations.NullMarked;
