package org.qeperf.train.registry;

import java.time.Instant;
import org.qeperf.api.predict.ModelId;
import org.qeperf.api.predict.Target;

/**
 * A model that was registered. Its content never changes.
 *
 * @param model name and version; no two versions of a registry have the same
 * @param target what it predicts
 * @param sha256 digest of its file
 * @param bytes size of its file
 * @param registered when it was registered
 * @param origin where it comes from, for people: {@code shipped}, {@code uploaded}, or what it was trained on
 */
public record ModelVersion(
        ModelId model, Target target, String sha256, long bytes, Instant registered, String origin) {}
