package org.qeperf.app.service.http;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.qeperf.api.InputException;

/**
 * The names that a server on loopback answers to. A page whose name was made to lead here (DNS rebinding) has another one, and the
 * browser would let it read what it likes. A server that others reach answers to any name.
 */
final class Hosts {

    private final boolean any;
    private final Set<String> names = new HashSet<>();

    Hosts(InetAddress listening, String address, List<String> further) {
        any = !listening.isLoopbackAddress();
        names.add("localhost");
        names.add("[::1]");
        names.add(address.toLowerCase(Locale.ROOT));
        further.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    }

    /**
     * Lets a Host header pass.
     *
     * @throws Problem with status 421 if it says another name
     */
    void check(String header) {
        if (any) {
            return;
        }
        int colon = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        String name = (colon < 0 ? header : header.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (!names.contains(name) && !isLoopbackNumber(name)) {
            throw new Problem(
                    421,
                    "The request is for another host",
                    "the Host header is " + InputException.quote(header)
                            + "; expected localhost, 127.0.0.1, [::1] or a name told by the setting host-name");
        }
    }

    /** Numbers alone: {@code 127.example.org} is a name. */
    private static boolean isLoopbackNumber(String name) {
        if (!name.startsWith("127.")) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }
}
