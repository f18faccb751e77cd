package org.qeperf.features.harvest;

/**
 * A grid of the fast Fourier transform and the plane waves on it.
 *
 * @param vectors number of G-vectors; one of each pair in gamma-point calculations
 * @param n1 points along the first axis
 * @param n2 points along the second axis
 * @param n3 points along the third axis
 */
public record RunGrid(long vectors, int n1, int n2, int n3) {}
