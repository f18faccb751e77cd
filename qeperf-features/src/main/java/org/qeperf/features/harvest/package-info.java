/**
 * What runs of pw.x say of themselves: {@link org.qeperf.features.harvest.PwOutputReader} reads what they print,
 * {@link org.qeperf.features.harvest.PwXmlReader} what they write, and {@link org.qeperf.features.harvest.RunMessages} what
 * the system says when it ends them.
 */
@NullMarked
package org.qeperf.features.harvest;

import org.jspecify.annotations.NullMarked;
