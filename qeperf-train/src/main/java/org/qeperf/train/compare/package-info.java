/**
 * One protocol of training and measuring beside ours, step by step: {@link org.qeperf.train.compare.Comparison}. Numbers
 * in, numbers and pictures out; nothing of it is needed to train or to predict.
 */
@NullMarked
package org.qeperf.train.compare;

import org.jspecify.annotations.NullMarked;
