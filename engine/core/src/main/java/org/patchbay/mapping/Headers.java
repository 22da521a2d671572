package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;

/** Headers and cookies of a reply. */
final class Headers {
    private Headers() {}

    /** All headers by their names in lower case; repeated ones are joined by a comma (RFC 9110 §5.3). */
    static ObjectNode tree(Reply reply) {
        var tree = JsonNodeFactory.instance.objectNode();
        for (var pair : reply.headers()) {
            var name = pair.name().toLowerCase(Locale.ROOT);
            var before = tree.path(name);
            tree.put(name, before.isMissingNode() ? pair.value() : before.textValue() + ", " + pair.value());
        }
        return tree;
    }

    /** The values of one header, joined by a comma. */
    static Optional<String> joined(Reply reply, String name) {
        var found = Optional.<String>empty();
        for (var pair : reply.headers()) {
            if (pair.name().equalsIgnoreCase(name)) {
                found = Optional.of(
                        found.map(before -> before + ", " + pair.value()).orElse(pair.value()));
            }
        }
        return found;
    }

    /** The value of a cookie that the reply sets; the last one counts, and one with {@code Max-Age=0} is none (RFC 6265 §5.3). */
    static Optional<String> cookie(Reply reply, String name) {
        var found = Optional.<String>empty();
        for (var pair : reply.headers()) {
            if (pair.name().equalsIgnoreCase("set-cookie") && named(pair, name)) {
                found = isRemoval(pair.value()) ? Optional.empty() : Optional.of(value(pair.value()));
            }
        }
        return found;
    }

    private static boolean named(Pair header, String name) {
        var equals = header.value().indexOf('=');
        return equals >= 0 && header.value().substring(0, equals).strip().equals(name);
    }

    private static String value(String cookie) {
        var end = cookie.indexOf(';');
        return cookie.substring(cookie.indexOf('=') + 1, end < 0 ? cookie.length() : end)
                .strip();
    }

    private static boolean isRemoval(String cookie) {
        var at = cookie.toLowerCase(Locale.ROOT).indexOf("max-age=");
        var number = at < 0 ? cookie.length() : at + "max-age=".length();
        return number < cookie.length() && (cookie.charAt(number) == '0' || cookie.charAt(number) == '-');
    }
}
