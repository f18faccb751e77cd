package org.qeperf.features.pseudo;

import java.util.List;
import java.util.Locale;
import org.qeperf.api.InputException;

/**
 * One potential of a table. Its numbers stay as they are written.
 *
 * @param text the table
 * @param place where the entry begins
 * @param element chemical symbol
 * @param names the name and the aliases
 * @param valence electrons
 * @param local radius and coefficients of the local part
 * @param channels the non-local parts of l = 0, 1, ...
 */
record GthEntry(
        PotentialText text,
        int place,
        String element,
        List<String> names,
        int valence,
        Local local,
        List<Channel> channels) {

    /** Projectors that pw.x knows for each l ({@code mk_ffnl_gth}). */
    private static final int[] MOST_PROJECTORS = {3, 3, 2, 1};

    private static final String PREFIX = "GTH-";

    /** The local part. */
    record Local(String radius, List<String> coefficients) {}

    /** A non-local part: the upper triangle of its coefficients, row by row. */
    record Channel(String radius, int count, List<String> coefficients) {}

    InputException error(String problem, String expected) {
        return text.error(place, problem, expected);
    }

    /** Whether pw.x reads the potential from a file. */
    boolean suitsPwx() {
        return functional() != 0 && excess() < 0;
    }

    /** The file that pw.x reads. */
    String file() {
        if (functional() == 0) {
            throw error(
                    "pw.x reads no potential " + names.get(0) + " of " + element
                            + " since the file cannot name its functional",
                    "GTH-PADE, GTH-LDA, GTH-PBE or GTH-BLYP");
        }
        int excess = excess();
        if (excess >= 0) {
            String most = excess < MOST_PROJECTORS.length ? "at most " + MOST_PROJECTORS[excess] : "none";
            throw error(
                    "potential " + names.get(0) + " of " + element + " has "
                            + channels.get(excess).count() + " projectors of l = " + excess,
                    most + ", as pw.x");
        }
        StringBuilder out =
                new StringBuilder(names.get(0)).append(" of ").append(element).append('\n');
        int largestL = Math.max(channels.size() - 1, 0);
        out.append(GthReader.atomicNumber(element)).append(' ').append(valence).append(" 0 zatom zion pspdat\n10 ");
        out.append(functional()).append(' ').append(largestL).append(' ').append(largestL + 1);
        out.append(" 2001 0 pspcod pspxc lmax lloc mmax r2well\n")
                .append(local.radius)
                .append(' ');
        row(out.append(local.coefficients.size()), local.coefficients);
        out.append(largestL + 1).append(" nnonloc\n");
        if (channels.isEmpty()) {
            out.append("0.2 0\n");
        }
        for (int l = 0; l < channels.size(); l++) {
            channel(out, l, channels.get(l));
        }
        return out.toString();
    }

    /** The rows of a channel, and for l &gt; 0 as many of its spin-orbit coefficients, which the table does not have. */
    private static void channel(StringBuilder out, int l, Channel channel) {
        out.append(channel.radius).append(' ').append(channel.count);
        if (channel.count == 0) {
            out.append('\n');
        }
        int next = 0;
        for (int i = 0; i < channel.count; i++) {
            int length = channel.count - i;
            row(out, channel.coefficients.subList(next, next + length));
            next += length;
        }
        for (int i = 0; l > 0 && i < channel.count; i++) {
            out.append(" 0.0".repeat(channel.count - i)).append('\n');
        }
    }

    private static void row(StringBuilder out, List<String> numbers) {
        for (String number : numbers) {
            out.append(' ').append(number);
        }
        out.append('\n');
    }

    /** The first l with more projectors than pw.x knows, or -1. */
    private int excess() {
        for (int l = 0; l < channels.size(); l++) {
            if (l >= MOST_PROJECTORS.length || channels.get(l).count() > MOST_PROJECTORS[l]) {
                return l;
            }
        }
        return -1;
    }

    /** The number of ABINIT for the functional that pw.x understands in such a file, or 0. */
    private int functional() {
        String name = names.get(0).toUpperCase(Locale.ROOT);
        int end = name.indexOf('-', PREFIX.length());
        return switch (name.startsWith(PREFIX) ? name.substring(PREFIX.length(), end < 0 ? name.length() : end) : "") {
            case "PADE", "LDA" -> 7;
            case "PBE" -> 11;
            case "BLYP" -> 18;
            default -> 0;
        };
    }
}
