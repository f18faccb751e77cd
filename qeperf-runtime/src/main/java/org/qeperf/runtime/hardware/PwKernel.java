package org.qeperf.runtime.hardware;

import java.util.Locale;

/** The kernels of pw.x that most of its time goes to, with the routine that does the work. */
public enum PwKernel {
    /** Transforms of states to the smooth grid and back ({@code PW/src/vloc_psi.f90}, FFTXlib). */
    FFT("transforms of states"),
    /** Products with the projectors and back ({@code Modules/becmod.f90}, {@code PW/src/add_vuspsi.f90}). */
    PROJECTION("calbec and add_vuspsi"),
    /** A product of states with states ({@code KS_Solvers/Davidson/cegterg.f90}). */
    SUBSPACE("a product among states"),
    /** The dense eigenproblem ({@code LAXlib/cdiaghg.f90}). */
    DIAGONALIZATION("the eigenproblem of states"),
    /** Squares of states added to the density ({@code PW/src/sum_band.f90}). */
    DENSITY_SUM("squares of states added up");

    private final String meaning;

    PwKernel(String meaning) {
        this.meaning = meaning;
    }

    /**
     * The name in documents.
     *
     * @return the name in lower case
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What it does.
     *
     * @return some words
     */
    public String meaning() {
        return meaning;
    }
}
