package org.patchbay.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.Name;
import org.patchbay.definition.SecretNode;
import org.patchbay.engine.LinkVisit.Opening;

/** Reads what a link page is opened with. */
final class Receiving {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");

    private Receiving() {}

    /** Values of the query parameters that the page receives: claims of a token in clear, tokens and texts hidden. */
    static ObjectNode read(LinkPage page, Map<String, String> query) {
        var received = JsonNodeFactory.instance.objectNode();
        page.receives()
                .forEach((name, kind) -> Optional.ofNullable(query.get(name))
                        .ifPresent(text -> received.set(
                                name,
                                switch (kind) {
                                    case TEXT -> SecretNode.of(text);
                                    case JWT -> claims(text);
                                })));
        return received;
    }

    /** Claims of a JSON Web Token (RFC 7519 §3), read and not trusted; {@code raw} is the token itself. */
    private static ObjectNode claims(String token) {
        var parts = token.split("\\.", -1);
        var claims = parts.length == 3 ? object(parts[1]) : JsonNodeFactory.instance.objectNode();
        claims.set("raw", SecretNode.of(token));
        return claims;
    }

    private static ObjectNode object(String coded) {
        try {
            JsonNode read = JSON.readTree(new String(Base64.getUrlDecoder().decode(coded), StandardCharsets.UTF_8));
            return read instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        } catch (IllegalArgumentException | JsonProcessingException unreadable) {
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** The integrator to be, before anything was entered. */
    static Integrator integrator(Opening opening, String name) {
        return Integrator.bare(
                Name.of(name.substring(0, Math.min(64, name.length()))),
                Name.of(opening.template()),
                opening.callCentre(),
                opening.team(),
                opening.user());
    }

    /** True for https, and for http on this machine. */
    static boolean isSafe(String address) {
        try {
            return isSafe(URI.create(address));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static boolean isSafe(URI uri) {
        var host = Optional.ofNullable(uri.getHost()).orElse("");
        return uri.getUserInfo() == null
                && ("https".equals(uri.getScheme()) && !host.isEmpty()
                        || "http".equals(uri.getScheme()) && LOOPBACK.contains(host));
    }

    /** True when a person may be sent to an address: https, or http on this machine, and a host that is listed. */
    static boolean isAllowed(String address, List<String> hosts) {
        try {
            var uri = URI.create(address);
            var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
            return isSafe(uri) && hosts.stream().anyMatch(pattern -> matches(pattern, host));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static boolean matches(String pattern, String host) {
        var wanted = pattern.toLowerCase(Locale.ROOT);
        return wanted.startsWith("*.")
                ? host.endsWith(wanted.substring(1)) && host.length() > wanted.length() - 1
                : wanted.equals(host);
    }
}
