/**
 * The service of the thesis on a prediction-serving system for Quantum ESPRESSO at CINECA, unchanged for its clients, with the
 * models of qeperf behind it.
 */
@NullMarked
package org.qeperf.app.service.api.thesis;

import org.jspecify.annotations.NullMarked;
