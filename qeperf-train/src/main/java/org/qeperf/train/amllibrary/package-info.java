/**
 * Plans written for aMLLibrary (Guindani et al., J. Supercomput. 2023; its configuration files): {@link
 * org.qeperf.train.amllibrary.AmlLibraryPlan}.
 */
@NullMarked
package org.qeperf.train.amllibrary;

import org.jspecify.annotations.NullMarked;
