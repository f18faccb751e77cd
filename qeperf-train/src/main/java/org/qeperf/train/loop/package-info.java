/** Jobs followed through a batch system: submitted, watched, harvested, compared with what was predicted, and asked for anew. */
@NullMarked
package org.qeperf.train.loop;

import org.jspecify.annotations.NullMarked;
