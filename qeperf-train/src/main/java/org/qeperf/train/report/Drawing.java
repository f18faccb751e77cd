package org.qeperf.train.report;

import org.qeperf.train.figures.Figure;

/**
 * A figure of a report.
 *
 * @param file its name without ending
 * @param title what it shows
 * @param reading how to read it, a sentence or two
 * @param figure the picture
 */
record Drawing(String file, String title, String reading, Figure figure) {}
