/**
 * Model files ({@code *.qeperf}): written by {@link org.qeperf.runtime.artifact.ArtifactWriter}, read with distrust by
 * {@link org.qeperf.runtime.artifact.ArtifactReader} into a {@link org.qeperf.runtime.artifact.PortableModel}.
 */
@NullMarked
package org.qeperf.runtime.artifact;

import org.jspecify.annotations.NullMarked;
