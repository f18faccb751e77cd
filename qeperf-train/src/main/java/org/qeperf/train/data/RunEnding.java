package org.qeperf.train.data;

import java.util.Optional;
import org.qeperf.features.harvest.Outcome;

/**
 * How a run ended.
 *
 * @param outcome the kind of end
 * @param evidence what tells it: {@code file:line: text}
 * @param crashedIn the routine that stopped the program
 * @param disturbed whether something else took the processors meanwhile
 */
public record RunEnding(Outcome outcome, Optional<String> evidence, Optional<String> crashedIn, boolean disturbed) {}
