/** A plug-in of Nextflow; {@link org.qeperf.examples.nextflow.QePerfExtension} is what pipelines meet. */
package org.qeperf.examples.nextflow;
