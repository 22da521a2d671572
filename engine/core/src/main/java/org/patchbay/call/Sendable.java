package org.patchbay.call;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.patchbay.exchange.Request;

/** What a request must be like to arrive as one request with exactly these parts (RFC 9112, RFC 9110 §5). */
final class Sendable {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final Set<String> OURS = ours(
            "Host",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authenticate",
            "Proxy-Authorization",
            "Upgrade",
            "HTTP2-Settings",
            "TE",
            "Trailer",
            "Expect");

    private Sendable() {}

    /** Why a request cannot be sent as it is, for admins, without any value of it; empty when it can. */
    static Optional<String> refuses(Request request) {
        if (!isTarget(request.target())) {
            return Optional.of(
                    "the path or query holds a character that must be percent-encoded, or does not begin with one '/'");
        }
        for (var header : request.headers()) {
            if (!isToken(header.name())) {
                return Optional.of("a header name holds a character that no header name may have");
            }
            if (OURS.contains(header.name())) {
                return Optional.of(
                        "header '" + header.name() + "' is set by Patchbay itself; take it out of the endpoint");
            }
            if (!isValue(header.value())) {
                return Optional.of(
                        "the value of header '" + header.name() + "' holds a control character or a space at its edge");
            }
        }
        return Optional.empty();
    }

    /** True when a target is sent as it is, in the form {@code /path?query}. */
    static boolean isTarget(String target) {
        for (int i = 0; i < target.length(); i++) {
            var c = target.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '#') {
                return false;
            }
        }
        return target.startsWith("/") && !target.startsWith("//");
    }

    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var alphanumeric = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!alphanumeric && TOKEN_MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return false;
            }
        }
        return value.isEmpty() || value.charAt(0) > ' ' && value.charAt(value.length() - 1) > ' ';
    }

    private static Set<String> ours(String... names) {
        var set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }
}
