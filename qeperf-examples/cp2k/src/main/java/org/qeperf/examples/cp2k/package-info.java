/**
 * CP2K for qeperf: {@link org.qeperf.examples.cp2k.Cp2kExtractor} reads inputs, {@link org.qeperf.examples.cp2k.TrainCp2k} makes
 * a model of measured runs, {@link org.qeperf.examples.cp2k.PredictCp2k} asks it.
 *
 * <p>Facts about CP2K are those of release 2023.1; classes name the source file that decides.
 */
package org.qeperf.examples.cp2k;
