package org.qeperf.features.input;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.qeperf.api.InputException;

/**
 * A release of Quantum ESPRESSO, because the rules by which pw.x counts changed now and then.
 *
 * @param major first number, 6 or 7
 * @param minor second number
 */
public record QeVersion(int major, int minor) implements Comparable<QeVersion> {

    /** The newest release whose rules are known; the default everywhere. */
    public static final QeVersion NEWEST = new QeVersion(7, 5);

    /** The releases known, for messages. */
    public static final String KNOWN = "6.0 to 6.8 or 7.0 to 7.5";

    /** A release, perhaps with a patch number and letters, such as {@code 6.7MaX} or {@code 7.3.1}. */
    private static final Pattern RELEASE = Pattern.compile("(\\d)\\.(\\d{1,2})(?:\\D.{0,40})?");

    /** Checks that the release exists. */
    public QeVersion {
        if (!exists(major, minor)) {
            throw new IllegalArgumentException("there is no version " + major + "." + minor);
        }
    }

    /**
     * Reads a version as users and outputs write it.
     *
     * @param text such as {@code 7.5}, {@code 6.7MaX} or {@code 7.3.1}; only the first two numbers count
     * @return the version
     * @throws IllegalArgumentException if it is none, or not between 6.0 and 7.5
     */
    public static QeVersion parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown version " + InputException.quote(text) + " of Quantum ESPRESSO; expected " + KNOWN));
    }

    /**
     * Reads a version that may be none.
     *
     * @param text such as {@code 7.5}, {@code 6.7MaX} or {@code 7.3.1}; only the first two numbers count
     * @return the version, or nothing
     */
    public static Optional<QeVersion> find(String text) {
        Matcher release = RELEASE.matcher(text.strip());
        if (!release.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(release.group(1));
        int minor = Integer.parseInt(release.group(2));
        return exists(major, minor) ? Optional.of(new QeVersion(major, minor)) : Optional.empty();
    }

    private static boolean exists(int major, int minor) {
        return minor >= 0 && (major == 6 && minor <= 8 || major == 7 && minor <= 5);
    }

    /**
     * Whether this is a release or a later one.
     *
     * @param otherMajor first number of the release
     * @param otherMinor second number of the release
     * @return true for the release itself too
     */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }

    /**
     * The Bohr radius of the release ({@code Modules/constants.f90}: CODATA 2006 up to 6.5, CODATA 2018 from 6.6 on).
     *
     * @return angstrom
     */
    public double bohrAngstrom() {
        return atLeast(6, 6) ? 0.529177210903 : 0.52917720859;
    }

    @Override
    public int compareTo(QeVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
