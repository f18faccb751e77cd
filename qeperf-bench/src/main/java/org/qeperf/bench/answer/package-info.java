/** What {@link org.qeperf.bench.AnswerQuality} measures: one class for each part of the answer. */
@NullMarked
package org.qeperf.bench.answer;

import org.jspecify.annotations.NullMarked;
