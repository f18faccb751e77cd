/** Training with Smile: {@link org.qeperf.models.smile.SmileProvider}. Models leave as plain arrays. */
@NullMarked
package org.qeperf.models.smile;

import org.jspecify.annotations.NullMarked;
