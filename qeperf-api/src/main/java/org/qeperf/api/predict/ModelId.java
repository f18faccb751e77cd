package org.qeperf.api.predict;

/**
 * Name and version of a model.
 *
 * @param name lower-case letters, digits and hyphens
 * @param version lower-case letters, digits, hyphens and periods
 */
public record ModelId(String name, String version) {

    /** Checks the characters, so that an identifier can stand in a file name. */
    public ModelId {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "model name '" + name + "'; expected lower-case letters, digits and hyphens, at most 64");
        }
        if (!version.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
            throw new IllegalArgumentException("model version '" + version
                    + "'; expected lower-case letters, digits, hyphens and periods, at most 64");
        }
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
