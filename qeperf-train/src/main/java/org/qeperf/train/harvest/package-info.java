/**
 * Finds runs in folder trees and makes records of them: {@link org.qeperf.train.harvest.Harvester}.
 */
@NullMarked
package org.qeperf.train.harvest;

import org.jspecify.annotations.NullMarked;
