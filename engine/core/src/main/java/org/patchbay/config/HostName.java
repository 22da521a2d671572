package org.patchbay.config;

import java.net.IDN;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** Knows what a host, with or without a port, looks like (RFC 3986 §3.2.2, without user information) where it can be called. */
final class HostName {
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

    /** What ends in a number is an address, whoever reads it (WHATWG URL, host parsing). */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)");

    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private HostName() {}

    static boolean isHost(String text) {
        if (text.length() > 260) {
            return false;
        }
        var match = HOST.matcher(text);
        if (!match.matches() || !isNameOrAddress(match.group(1))) {
            return false;
        }
        var port = match.group(2);
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
    }

    private static boolean isNameOrAddress(String host) {
        if (!host.startsWith("[")) {
            return !NUMBER.matcher(host).matches() || ADDRESS.matcher(host).matches();
        }
        try {
            return host.contains(":")
                    && InetAddress.ofLiteral(host.substring(1, host.length() - 1))
                                    .getAddress()
                                    .length
                            > 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /** What to do about a text that is no host. */
    static String help(String text) {
        if (text.contains("/")) {
            return "paths stand in the template's baseUrl";
        }
        var better = text.endsWith(".") ? text.substring(0, text.length() - 1) : ascii(text);
        return !better.equals(text) && isHost(better) ? "did you mean `" + better + "`?" : "";
    }

    /** The name as it is asked for on the net (RFC 3490), or the text itself. */
    private static String ascii(String text) {
        try {
            return IDN.toASCII(text);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }

    /** True for a host, for {@code *.} before one, and for {@code *}. */
    static boolean isPattern(String text) {
        return text.equals("*") || isHost(text.startsWith("*.") ? text.substring(2) : text);
    }

    /** What stands where a host should, without the credentials that somebody wrote before it. */
    static String shown(String text) {
        return text.replaceFirst("^.*@", "…@");
    }

    /** The host without its port. */
    static String name(String host) {
        return host.replaceFirst(":[0-9]+$", "");
    }
}
