/** One small program for each way of embedding qeperf. */
package org.qeperf.examples;
