/** Models at hand, shipped or in a folder: {@link org.qeperf.runtime.models.ModelShelf}. */
@NullMarked
package org.qeperf.runtime.models;

import org.jspecify.annotations.NullMarked;
