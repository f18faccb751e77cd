package org.qeperf.app.service.api.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a client asks a model.
 *
 * @param id name of the request, to be said again
 * @param level probability of the intervals, where the request says one
 * @param inputs the rows
 * @param outputs what is asked for, and whether as binary; empty for the prediction alone
 * @param binary whether outputs that say nothing else are wanted as binary
 */
record InferenceRequest(
        Optional<String> id,
        OptionalDouble level,
        List<Tensor> inputs,
        Map<String, Optional<Boolean>> outputs,
        boolean binary) {}
