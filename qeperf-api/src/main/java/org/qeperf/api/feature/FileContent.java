package org.qeperf.api.feature;

/**
 * A file at hand.
 *
 * @param name its name without folders, for messages and to find it by
 * @param bytes its content; kept, not copied
 */
public record FileContent(String name, byte[] bytes) {

    /** Refuses a name with a folder in it. */
    public FileContent {
        if (name.isBlank() || name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("'" + name + "' is not a file name without folders");
        }
    }
}
