/**
 * Pseudopotential files to the facts that counts need: start at
 * {@link org.qeperf.features.pseudo.PseudopotentialLibrary}.
 */
@NullMarked
package org.qeperf.features.pseudo;

import org.jspecify.annotations.NullMarked;
