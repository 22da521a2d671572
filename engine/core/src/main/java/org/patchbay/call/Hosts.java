package org.patchbay.call;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the text of a host says: a name, or an address written as text. */
final class Hosts {
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_.-]{0,250}[a-z0-9_])?\\.?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");

    private Hosts() {}

    /** The host in lower case, without a last dot; IPv6 addresses in their one short form. */
    static String plain(String host) {
        if (host.startsWith("[")) {
            return literal(host)
                    .map(address -> "[" + withoutZone(address.getHostAddress()) + "]")
                    .orElse(host);
        }
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /** The address that the text itself is: four decimal numbers, or IPv6 in brackets. */
    static Optional<InetAddress> literal(String host) {
        if (host.startsWith("[") && host.endsWith("]")) {
            return parsed(host.substring(1, host.length() - 1));
        }
        return IPV4.matcher(host).matches() ? parsed(host) : Optional.empty();
    }

    /** True for a name or an address that every system reads alike; what ends in a number is no name (WHATWG URL, host parsing). */
    static boolean isClear(String host) {
        if (host.startsWith("[") || IPV4.matcher(host).matches()) {
            return literal(host).isPresent();
        }
        var plain = plain(host);
        var last = plain.substring(plain.lastIndexOf('.') + 1);
        return NAME.matcher(host).matches() && !NUMBER.matcher(last).matches();
    }

    private static Optional<InetAddress> parsed(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String withoutZone(String address) {
        var zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }
}
