package org.patchbay.server.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as a pretend partner sees it.
 *
 * @param path without the query, decoded
 * @param headers by name in lower case
 */
record Received(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
    static Received of(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return new Received(
                exchange.getRequestMethod(),
                uri.getPath(),
                pairs(Optional.ofNullable(uri.getRawQuery()).orElse("")),
                headers,
                body);
    }

    /** {@code GET /api/contacts}. */
    String line() {
        return method + " " + path;
    }

    /** The parts of the path. */
    List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body as a JSON object, refused when it is none. */
    JsonNode json() {
        requireType("application/json");
        try {
            var tree = Bodies.read(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JsonProcessingException unreadable) {
            throw new Rejection(400, "the body is no JSON");
        }
        throw new Rejection(400, "the body is no JSON object");
    }

    /** The fields of a form, refused when it is none. */
    Map<String, String> form() {
        requireType("application/x-www-form-urlencoded");
        return pairs(body);
    }

    private void requireType(String type) {
        var given = header("content-type").orElse("none");
        if (!given.split(";", -1)[0].strip().equals(type)) {
            throw new Rejection(415, "the content type is " + given + " and not " + type);
        }
    }

    private static Map<String, String> pairs(String text) {
        var pairs = new LinkedHashMap<String, String>();
        for (var pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                var end = pair.indexOf('=');
                var name = end < 0 ? pair : pair.substring(0, end);
                pairs.put(decoded(name), end < 0 ? "" : decoded(pair.substring(end + 1)));
            }
        }
        return pairs;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Rejection(400, "`" + text + "` is no percent-encoding");
        }
    }
}
