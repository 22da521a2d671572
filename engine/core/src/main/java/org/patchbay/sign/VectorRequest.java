package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Path;
import org.patchbay.wire.UrlCoding;

/** The request of a known answer. */
final class VectorRequest {
    private static final Set<String> KEYS = Set.of("method", "url", "query", "header", "form", "json", "body");

    private VectorRequest() {}

    /** The request as a draft; empty when something was reported. */
    static Optional<Draft> of(Signature.Vector vector, Problems problems) {
        var request = vector.request().orElseGet(() -> new Tree.Entries(vector.at(), Map.of()));
        if (!(request instanceof Tree.Entries map)) {
            problems.add("PB205", request.at(), "`request` is a map", "wrong kind of value", "");
            return Optional.empty();
        }
        new Options(map, problems).allow(KEYS);
        try {
            return Optional.of(draft(map.toJson()));
        } catch (IllegalArgumentException e) {
            problems.add("PB205", map.at(), "this request cannot be read", String.valueOf(e.getMessage()), "");
            return Optional.empty();
        }
    }

    private static Draft draft(JsonNode request) {
        var url = URI.create(request.path("url").asText("https://vector.invalid/"));
        var query = query(url);
        query.addAll(pairs(request.path("query")));
        var path = url.getRawPath();
        return new Draft(
                Method.valueOf(request.path("method").asText("POST")),
                Origin.of(url),
                path == null || path.isEmpty() ? "/" : path,
                query,
                pairs(request.path("header")),
                List.of(),
                body(request));
    }

    private static List<Pair> query(URI url) {
        var pairs = new ArrayList<Pair>();
        var query = url.getRawQuery();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            var sides = pair.split("=", 2);
            pairs.add(new Pair(UrlCoding.decode(sides[0]), sides.length < 2 ? "" : UrlCoding.decode(sides[1])));
        }
        return pairs;
    }

    private static List<Pair> pairs(JsonNode map) {
        return map.properties().stream()
                .map(field -> new Pair(field.getKey(), Scalars.text(field.getValue())))
                .toList();
    }

    private static Body body(JsonNode request) {
        if (request.has("form")) {
            return new Body.Form(pairs(request.path("form")));
        }
        if (request.has("json")) {
            return new Body.Json(request.path("json"));
        }
        return request.has("body") ? new Body.Text(Scalars.text(request.path("body"))) : new Body.None();
    }

    /** What a signed request has at place.key. */
    static Optional<String> read(String place, Sheet sheet) {
        var dot = place.indexOf('.');
        var key = place.substring(dot + 1);
        return switch (dot < 0 ? "" : place.substring(0, dot)) {
            case "header" -> value(sheet.headers(), key);
            case "query" -> value(sheet.query(), key);
            case "cookie" -> value(sheet.cookies(), key);
            case "body" -> inBody(sheet.body(), key);
            default -> Optional.empty();
        };
    }

    private static Optional<String> value(List<Pair> pairs, String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equalsIgnoreCase(name))
                .map(Pair::value)
                .findFirst();
    }

    private static Optional<String> inBody(Body body, String key) {
        return switch (body) {
            case Body.Form(var fields) -> value(fields, key);
            case Body.Multipart(var fields, var _) -> value(fields, key);
            case Body.Json(var tree) -> value(tree, key);
            case Body.Xml(var tree) -> value(tree, key);
            case Body.None _, Body.Text _ -> Optional.empty();
        };
    }

    private static Optional<String> value(JsonNode tree, String key) {
        var value = Path.parse(key).find(tree);
        return value.isValueNode() ? Optional.of(Scalars.text(value)) : Optional.empty();
    }
}
