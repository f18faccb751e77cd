/**
 * Tables, divisions and predictions in the forms of OpenML, and trained models in the folders of MLflow. {@code docs/interchange.md}
 * describes the files.
 */
@NullMarked
package org.qeperf.train.exchange;

import org.jspecify.annotations.NullMarked;
