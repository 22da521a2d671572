package org.patchbay.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Pair;

/** Header fields: their names, their values, and the list of them that is sent. */
final class Fields {
    private static final String SIGNS = "!#$%&'*+-.^_`|~";
    private static final List<String> OURS = List.of(
            "Host",
            "Content-Length",
            "Transfer-Encoding",
            "Connection",
            "Keep-Alive",
            "Proxy-Connection",
            "Upgrade",
            "TE",
            "Trailer",
            "Expect");

    private Fields() {}

    /** All fields of a request in order: the draft's, a Content-Type where it has none, the cookies. */
    static List<Pair> of(Draft draft) {
        var fields = new ArrayList<Pair>(draft.headers().size() + 2);
        for (var field : draft.headers()) {
            fields.add(checked(field));
        }
        Wire.contentType(draft.body())
                .filter(_ -> find(fields, "Content-Type") < 0)
                .ifPresent(type -> fields.add(new Pair("Content-Type", type)));
        if (!draft.cookies().isEmpty()) {
            cookie(draft.cookies(), fields);
        }
        return fields;
    }

    private static Pair checked(Pair field) {
        complaint(field.name()).ifPresent(complaint -> {
            throw Characters.refusal(complaint);
        });
        if (!fits(field.value())) {
            throw Characters.refusal("header " + field.name() + " " + complaintOf(field.value()));
        }
        return field;
    }

    /** Why a header may not be called so; empty when it may. */
    static Optional<String> complaint(String name) {
        if (!isToken(name)) {
            return Optional.of(
                    name.isEmpty()
                            ? "a header needs a name"
                            : "`" + visible(name) + "` cannot be the name of a header");
        }
        for (var ours : OURS) {
            if (ours.equalsIgnoreCase(name)) {
                return Optional.of("header " + ours + " belongs to the connection and cannot be set");
            }
        }
        return Optional.empty();
    }

    private static String visible(String name) {
        return name.codePoints()
                .mapToObj(point -> point > ' ' && point < 0x7F ? Character.toString(point) : Characters.name(point))
                .limit(64)
                .collect(Collectors.joining());
    }

    /** A token (RFC 9110 §5.6.2). */
    static boolean isToken(String name) {
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!plain && SIGNS.indexOf(c) < 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Refuses what a header value cannot carry, and the white space that a receiver would cut off (RFC 9110 §5.5). */
    static void checkValue(String value, String where) {
        if (!fits(value)) {
            throw Characters.refusal(where + " " + complaintOf(value));
        }
    }

    private static boolean fits(String value) {
        for (var i = 0; i < value.length(); i++) {
            if (!fits(value.charAt(i))) {
                return false;
            }
        }
        return value.isEmpty() || value.charAt(0) > ' ' && value.charAt(value.length() - 1) > ' ';
    }

    private static boolean fits(char c) {
        return c >= ' ' && c <= '~' || c == '\t';
    }

    private static String complaintOf(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (!fits(c)) {
                return c < ' ' || c == 0x7F
                        ? "cannot carry the control character " + Characters.name(c)
                        : "carries ASCII only, not " + Characters.name(value.codePointAt(i))
                                + "; `format: urlencode` makes ASCII of it";
            }
        }
        return "cannot begin or end with white space, it would be cut off; `format: trim` cuts it before";
    }

    private static void cookie(List<Pair> cookies, List<Pair> fields) {
        var out = new StringBuilder();
        var written = find(fields, "Cookie");
        if (written >= 0) {
            out.append(fields.remove(written).value());
        }
        for (var cookie : cookies) {
            if (!isToken(cookie.name())) {
                throw Characters.refusal("`" + visible(cookie.name()) + "` cannot be the name of a cookie");
            }
            out.append(out.isEmpty() ? "" : "; ").append(cookie.name()).append('=');
            Encoders.cookie(cookie.value(), out);
        }
        fields.add(new Pair("Cookie", out.toString()));
    }

    private static int find(List<Pair> fields, String name) {
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Content-Type of a kind of body, as RFC 8259, WHATWG URL, RFC 7578 and RFC 7303 name it. */
    static Optional<String> contentType(Body body) {
        return switch (body) {
            case Body.None _ -> Optional.empty();
            case Body.Json _ -> Optional.of("application/json");
            case Body.Form _ -> Optional.of("application/x-www-form-urlencoded");
            case Body.Multipart(var _, var boundary) -> Optional.of("multipart/form-data; boundary=" + boundary);
            case Body.Xml _ -> Optional.of("application/xml; charset=utf-8");
            case Body.Text _ -> Optional.of("text/plain; charset=utf-8");
        };
    }
}
