/**
 * The Open Inference Protocol over HTTP ({@code inference_rest.md} of kserve/open-inference-protocol) for rows of features, with
 * the extension for binary tensors ({@code extension_binary_data.md} of Triton).
 */
@NullMarked
package org.qeperf.app.service.api.inference;

import org.jspecify.annotations.NullMarked;
