package org.qeperf.train.validate;

/**
 * Rows to learn from and rows to measure on. Nobody may modify its arrays.
 *
 * @param training indices of rows in ascending order
 * @param heldOut indices of other rows in ascending order; of the same rows where nothing is held out
 */
public record Fold(int[] training, int[] heldOut) {}
