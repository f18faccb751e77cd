package org.qeperf.app.deploy;

import java.util.regex.Pattern;
import org.qeperf.api.InputException;

/**
 * Values that need no quotes: neither systemd nor NGINX nor a shell sees anything in them but themselves. All others are refused,
 * since the two quote in ways of their own, and some of their settings do not take quotes at all.
 */
final class Plain {

    private static final int MOST_PORTS = 65_535;
    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_+@][A-Za-z0-9_+@.-]*)+");
    private static final int LONGEST_PATH = 1000;
    private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,30}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final int LONGEST_NAME = 253;
    private static final Pattern ADDRESS_4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
    private static final Pattern ADDRESS_6 = Pattern.compile("[0-9A-Fa-f:]{2,39}");

    private Plain() {}

    static int port(int port) {
        if (port < 1 || port > MOST_PORTS) {
            throw new IllegalArgumentException("the port is " + port + "; expected 1 to " + MOST_PORTS);
        }
        return port;
    }

    static String path(String path, String what) {
        if (path.length() > LONGEST_PATH || !PATH.matcher(path).matches()) {
            throw wrong(
                    what,
                    path,
                    "an absolute path of letters, digits and _ + @ . -, no part of which begins with . or -");
        }
        return path;
    }

    static String user(String user) {
        if (!USER.matcher(user).matches()) {
            throw wrong("the user", user, "lower-case letters, digits, _ and -, at most 31, no digit or - first");
        }
        return user;
    }

    static String serverName(String name) {
        boolean fits = name.length() <= LONGEST_NAME;
        for (String label : name.split("\\.", -1)) {
            fits &= LABEL.matcher(label).matches();
        }
        if (!fits) {
            throw wrong("the server name", name, "a name such as qeperf.example.org");
        }
        return name;
    }

    static String address(String address) {
        if (!ADDRESS_4.matcher(address).matches() && !ADDRESS_6.matcher(address).matches()) {
            throw wrong("the address", address, "the number of an interface such as 127.0.0.1 or ::1");
        }
        return address;
    }

    static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    /** An address and a port as both programs take them. */
    static String endpoint(String address, int port) {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    private static IllegalArgumentException wrong(String what, String text, String expected) {
        return new IllegalArgumentException(what + " is " + InputException.quote(text) + "; expected " + expected);
    }
}
