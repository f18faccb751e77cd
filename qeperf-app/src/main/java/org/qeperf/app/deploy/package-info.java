/** Files that put the prediction service on a machine: a unit of systemd and a site of NGINX, and what checks them. */
@NullMarked
package org.qeperf.app.deploy;

import org.jspecify.annotations.NullMarked;
