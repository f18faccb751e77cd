/** What came of a search, for people and for programs: {@link org.qeperf.train.report.SearchReport}. */
@NullMarked
package org.qeperf.train.report;

import org.jspecify.annotations.NullMarked;
