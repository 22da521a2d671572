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
import org.patchbay.wire.UrlCoding;

/** The request of a known answer. */
final class VectorRequest {
    private static final Set<String> KEYS =
            Set.of("method", "url", "query", "header", "cookie", "form", "json", "body");

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
        var raw = url.getRawQuery();
        var query = new ArrayList<>(raw == null ? List.of() : UrlCoding.pairs(raw));
        query.addAll(pairs(request.path("query")));
        var path = url.getRawPath();
        return new Draft(
                Method.valueOf(request.path("method").asText("POST")),
                Origin.of(url),
                path == null || path.isEmpty() ? "/" : path,
                query,
                pairs(request.path("header")),
                pairs(request.path("cookie")),
                body(request));
    }

    /** Names and values; a list of values repeats the name. */
    private static List<Pair> pairs(JsonNode map) {
        var pairs = new ArrayList<Pair>();
        for (var field : map.properties()) {
            for (var value : field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
                pairs.add(new Pair(field.getKey(), Scalars.text(value)));
            }
        }
        return pairs;
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
        return Optional.ofNullable(BlockCompiler.PLACES.get(dot < 0 ? "" : place.substring(0, dot)))
                .flatMap(found ->
                        sheet.read(found, place.substring(dot + 1)).stream().findFirst());
    }
}
