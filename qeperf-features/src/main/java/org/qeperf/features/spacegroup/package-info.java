/**
 * The 230 space groups as pw.x has them: start at {@link org.qeperf.features.spacegroup.SpaceGroup}. From a site to all its
 * images in the primitive cell.
 */
@NullMarked
package org.qeperf.features.spacegroup;

import org.jspecify.annotations.NullMarked;
