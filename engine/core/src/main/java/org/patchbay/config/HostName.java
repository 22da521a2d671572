package org.patchbay.config;

import java.util.regex.Pattern;

/** Knows what a host, with or without a port, looks like (RFC 3986 §3.2.2, without user information). */
final class HostName {
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}])?";
    private static final Pattern HOST =
            Pattern.compile(LABEL + "(?:\\." + LABEL + ")*\\.?(?::([0-9]{1,5}))?|\\[[0-9A-Fa-f:.]+](?::([0-9]{1,5}))?");

    private HostName() {}

    static boolean isHost(String text) {
        if (text.length() > 260) {
            return false;
        }
        var match = HOST.matcher(text);
        if (!match.matches()) {
            return false;
        }
        var port = match.group(1) == null ? match.group(2) : match.group(1);
        return port == null || (Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535);
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
