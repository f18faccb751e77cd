package org.qeperf.api;

import java.util.Collection;

/** How alike two names are, to tell users which one they may have meant. */
public final class EditDistance {

    /** Longer names are cut before they are compared. */
    private static final int LONGEST = 200;

    private EditDistance() {}

    /**
     * How many letters to insert, delete or replace to make one name of another (V. I. Levenshtein, Soviet Physics Doklady
     * 10, 707 (1966)).
     *
     * @param a a name
     * @param b another
     * @return the number of letters; of names longer than 200 letters only those are compared
     */
    public static int between(String a, String b) {
        String from = a.length() > LONGEST ? a.substring(0, LONGEST) : a;
        String to = b.length() > LONGEST ? b.substring(0, LONGEST) : b;
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    /**
     * The name closest to another.
     *
     * @param name what was written
     * @param candidates what might have been meant
     * @return the closest candidate, the first in their order among equals; empty without candidates
     */
    public static String nearest(String name, Collection<String> candidates) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int distance = between(name, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return best;
    }

    /**
     * Names the word that a user may have meant, for a message.
     *
     * @param word what was written
     * @param known what may be written
     * @return a part of a sentence that follows the word, such as {@code , the nearest one is 'seed'}; empty where none is close
     */
    public static String suggestion(String word, Collection<String> known) {
        String nearest = nearest(word, known);
        int distance = between(word, nearest);
        boolean close = distance <= Math.max(1, word.length() / 3) && distance < word.length();
        return close && !nearest.isEmpty() ? ", the nearest one is '" + nearest + "'" : "";
    }
}
