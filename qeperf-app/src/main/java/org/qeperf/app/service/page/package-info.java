/**
 * The page for people: {@link org.qeperf.app.service.page.PageRoutes} serves its files, which ask the same endpoints as
 * programs do.
 */
@NullMarked
package org.qeperf.app.service.page;

import org.jspecify.annotations.NullMarked;
