package org.qeperf.app.service.api.inference;

/**
 * Numbers that a client sent.
 *
 * @param name name of the input
 * @param type the type it was sent in
 * @param rows first number of the shape
 * @param columns second number of the shape; 1 where there is none
 * @param flat whether the shape has one number alone
 * @param values row-major, finite
 */
record Tensor(String name, DataType type, int rows, int columns, boolean flat, double[] values) {}
