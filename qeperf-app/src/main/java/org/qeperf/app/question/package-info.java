/** What is asked for, said by options of the command line or by fields of a form. */
@NullMarked
package org.qeperf.app.question;

import org.jspecify.annotations.NullMarked;
