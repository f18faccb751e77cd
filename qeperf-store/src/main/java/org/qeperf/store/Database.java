package org.qeperf.store;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a PostgreSQL database is and who may use it. Its text never holds the password.
 *
 * @param url {@code jdbc:postgresql://host:port/name?options}, also without {@code jdbc:}; without user and password
 * @param user the role to log in as
 * @param password the role's password; nothing where the server asks for none
 */
public record Database(String url, String user, Optional<String> password) {

    private static final String JDBC = "jdbc:";
    private static final String PREFIX = "jdbc:postgresql://";
    private static final List<String> APART = List.of("user", "password", "sslpassword");

    /** Checks the form of the URL and completes its beginning. */
    public Database {
        if (url.startsWith("postgresql://")) {
            url = JDBC + url;
        }
        int options = url.indexOf('?');
        String place = options < 0 ? url : url.substring(0, options);
        if (place.indexOf('@') >= 0 || options >= 0 && hasOneOf(url.substring(options + 1))) {
            throw new IllegalArgumentException(
                    "the URL of the database holds a user or a password; expected them apart");
        }
        if (!place.startsWith(PREFIX)
                || place.indexOf('/', PREFIX.length()) < PREFIX.length() + 1
                || place.endsWith("/")) {
            throw new IllegalArgumentException(
                    "the URL of the database is not of the form postgresql://HOST:PORT/NAME; expected that");
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the user of the database is empty; expected the name of a role");
        }
    }

    private static boolean hasOneOf(String options) {
        for (String option : options.split("&")) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (APART.contains(name.toLowerCase(Locale.ROOT)) || name.indexOf('%') >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The URL without options. */
    String place() {
        int options = url.indexOf('?');
        return url.substring(JDBC.length(), options < 0 ? url.length() : options);
    }

    /** The database's own name. */
    String name() {
        String place = place();
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /** Without password and options. */
    @Override
    public String toString() {
        return place() + " as " + user;
    }
}
