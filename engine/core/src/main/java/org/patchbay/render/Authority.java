package org.patchbay.render;

import java.util.Optional;
import org.patchbay.exchange.Origin;

/** Reads host and port of an address by the letter: a name, an IPv4 or bracketed IPv6 address, and a port (RFC 3986 §3.2). */
final class Authority {
    private static final int LONGEST = 253;
    private static final int LAST_PORT = 65_535;

    private Authority() {}

    /** The origin; empty when the text is anything else than host and port, for example has a user in it. */
    static Optional<Origin> read(String scheme, String text) {
        var colon = text.startsWith("[") ? text.indexOf(':', text.indexOf(']') + 1) : text.indexOf(':');
        var host = colon < 0 ? text : text.substring(0, colon);
        var port = colon < 0 ? 0 : port(text.substring(colon + 1));
        var good = host.startsWith("[") ? isIpv6(host) : isName(host);
        return good && port >= 0 ? Optional.of(new Origin(scheme, host, port)) : Optional.empty();
    }

    private static int port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        var port = Integer.parseInt(text);
        return port > 0 && port <= LAST_PORT ? port : -1;
    }

    private static boolean isName(String host) {
        var label = 0;
        for (var i = 0; i < host.length(); i++) {
            var c = host.charAt(i);
            if (c == '.' && label > 0) {
                label = 0;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
                label++;
            } else {
                return false;
            }
        }
        return label > 0 && host.length() <= LONGEST;
    }

    private static boolean isIpv6(String host) {
        return host.endsWith("]")
                && host.length() >= 4
                && host.indexOf(':') >= 0
                && host.chars()
                        .skip(1)
                        .limit(host.length() - 2)
                        .allMatch(c -> c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'f'
                                || c >= 'A' && c <= 'F'
                                || c == ':'
                                || c == '.');
    }
}
