/**
 * What the service answers: each class has the routes of one kind of question, and is given what it needs by its constructor.
 * The addresses and documents are described by {@code openapi.json} beside these classes.
 */
@NullMarked
package org.qeperf.app.service.api;

import org.jspecify.annotations.NullMarked;
