/**
 * HTTP for the service: {@link org.qeperf.app.service.http.Route}s of endpoints that turn a {@link
 * org.qeperf.app.service.http.Request} read whole into a {@link org.qeperf.app.service.http.Reply}. Nothing here knows what is
 * asked for.
 */
@NullMarked
package org.qeperf.app.service.http;

import org.jspecify.annotations.NullMarked;
