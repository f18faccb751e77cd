/** Writes portable models as ONNX and reads ONNX models. */
@NullMarked
package org.qeperf.onnx;

import org.jspecify.annotations.NullMarked;
