/** The HTTP service: {@link org.qeperf.app.service.QePerfService}, its options, and the command that starts it. */
@NullMarked
package org.qeperf.app.service;

import org.jspecify.annotations.NullMarked;
