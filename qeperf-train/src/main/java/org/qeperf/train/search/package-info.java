/** Searches for good values of hyperparameters: what to try next, given how well the tried values did. */
@NullMarked
package org.qeperf.train.search;

import org.jspecify.annotations.NullMarked;
