/**
 * Models in versions that never change, and the aliases that decide which of them answer: {@link
 * org.qeperf.train.registry.ModelRegistry}.
 */
@NullMarked
package org.qeperf.train.registry;

import org.jspecify.annotations.NullMarked;
