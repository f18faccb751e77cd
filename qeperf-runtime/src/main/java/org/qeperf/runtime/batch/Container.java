package org.qeperf.runtime.batch;

/**
 * The container that a program is in, for Apptainer.
 *
 * @param image file or address of the image
 * @param devices accelerators of the host that the program shall see
 */
public record Container(String image, Devices devices) {

    /** Accelerators of the host. */
    public enum Devices {
        /** None. */
        NONE,
        /** Those of NVIDIA ({@code --nv}). */
        NVIDIA,
        /** Those of AMD ({@code --rocm}). */
        AMD
    }
}
