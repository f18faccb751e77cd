/** What the service counts and measures of itself, as Prometheus reads it. */
@NullMarked
package org.qeperf.app.service.metrics;

import org.jspecify.annotations.NullMarked;
