/**
 * A durable workflow around a run of pw.x: {@link org.qeperf.examples.temporal.PredictedRun} says what happens in which order,
 * {@link org.qeperf.examples.temporal.RunActivities} does it with qeperf.
 */
package org.qeperf.examples.temporal;
