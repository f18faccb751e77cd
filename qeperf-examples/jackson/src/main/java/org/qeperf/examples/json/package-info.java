/** A question as JSON, the answer as JSON: {@link org.qeperf.examples.json.AskWithJson}. */
package org.qeperf.examples.json;
