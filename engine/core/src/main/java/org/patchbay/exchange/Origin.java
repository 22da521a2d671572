package org.patchbay.exchange;

import java.net.URI;
import java.util.Locale;

/** Scheme, host and port of an address (RFC 6454); the default port is written out. */
public record Origin(String scheme, String host, int port) {
    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        host = host.toLowerCase(Locale.ROOT);
        port = port > 0 ? port : scheme.equals("https") ? 443 : 80;
    }

    /** The origin of an absolute http or https address. */
    public static Origin of(URI address) {
        if (address.getScheme() == null || address.getHost() == null) {
            throw new IllegalArgumentException("no scheme and host in the address");
        }
        return new Origin(address.getScheme(), address.getHost(), address.getPort());
    }

    /** Host, and port where it is not the scheme's own, as in a Host header. */
    public String authority() {
        return port == (scheme.equals("https") ? 443 : 80) ? host : host + ":" + port;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority();
    }
}
