package org.patchbay.wire;

import java.util.List;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;

/** Path and query of a request: what stands in its first line. */
final class Target {
    private static final String SIGNS = "-._~!$&'()*+,;=:@/";

    private Target() {}

    /** The target, its path checked. */
    static String of(Draft draft) {
        check(draft.path());
        if (draft.query().isEmpty()) {
            return draft.path();
        }
        var out = new StringBuilder(draft.path()).append('?');
        query(draft.query(), out);
        return out.toString();
    }

    static void query(List<Pair> query, StringBuilder out) {
        var first = true;
        for (var pair : query) {
            if (!first) {
                out.append('&');
            }
            first = false;
            Encoders.query(pair.name(), out);
            out.append('=');
            Encoders.query(pair.value(), out);
        }
    }

    /** Refuses a path that could be read as a host, or that a server would walk up (RFC 3986 §3.3, §4.2, §5.2.4). */
    static void check(String path) {
        if (!path.startsWith("/") || path.startsWith("//")) {
            throw Characters.refusal("the path of a request begins with one slash");
        }
        var segment = 1;
        for (var i = 1; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                if (isDots(path, segment, i)) {
                    throw Characters.refusal("the path of a request cannot hold `.` or `..` as a segment");
                }
                segment = i + 1;
            } else if (!isLegal(path, i)) {
                throw illegal(path.charAt(i));
            }
        }
    }

    private static RuntimeException illegal(char c) {
        return Characters.refusal(
                c == '{'
                        ? "the path of the request still has a {name} that nothing has filled"
                        : "the path of a request cannot hold " + Characters.name(c));
    }

    private static boolean isLegal(String path, int i) {
        var c = path.charAt(i);
        if (c == '%') {
            return i + 2 < path.length() && UrlCoding.isHex(path.charAt(i + 1)) && UrlCoding.isHex(path.charAt(i + 2));
        }
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || SIGNS.indexOf(c) >= 0;
    }

    /** One or two dots, encoded or not. */
    private static boolean isDots(String path, int start, int end) {
        var dots = 0;
        var i = start;
        while (i < end && dots <= 2) {
            if (path.charAt(i) == '.') {
                i++;
            } else if (path.regionMatches(true, i, "%2e", 0, 3)) {
                i += 3;
            } else {
                return false;
            }
            dots++;
        }
        return i == end && (dots == 1 || dots == 2);
    }
}
