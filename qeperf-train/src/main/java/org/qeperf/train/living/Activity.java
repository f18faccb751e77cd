package org.qeperf.train.living;

import java.time.Instant;
import org.qeperf.train.registry.Slot;

/**
 * What is being done in the background.
 *
 * @param slot for whom
 * @param what in a word: {@code training} or {@code trial}
 * @param done steps of the training that are done
 * @param total steps of the training; 0 where it does not say
 * @param since since when
 */
public record Activity(Slot slot, String what, int done, int total, Instant since) {}
