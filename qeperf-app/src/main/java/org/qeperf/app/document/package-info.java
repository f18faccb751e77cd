/** Answers as JSON documents, the same from the command line and from the service. */
@NullMarked
package org.qeperf.app.document;

import org.jspecify.annotations.NullMarked;
