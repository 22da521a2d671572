package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.Wire;

/** A draft while its signature is computed and placed. Belongs to one request, not thread-safe. */
final class Sheet {
    private final Draft given;
    private final List<Pair> query;
    private final List<Pair> headers;
    private final List<Pair> cookies;
    private String path;
    private Body body;

    Sheet(Draft draft) {
        this.given = draft;
        this.query = new ArrayList<>(draft.query());
        this.headers = new ArrayList<>(draft.headers());
        this.cookies = new ArrayList<>(draft.cookies());
        this.path = draft.path();
        this.body = draft.body();
    }

    /** The request as it is now. */
    Draft draft() {
        return new Draft(given.method(), given.origin(), path, query, headers, cookies, body);
    }

    List<Pair> query() {
        return query;
    }

    List<Pair> headers() {
        return headers;
    }

    List<Pair> cookies() {
        return cookies;
    }

    Body body() {
        return body;
    }

    /** Puts a text where it is carried; what stood there is replaced. */
    void put(Carry carry, String text) {
        switch (carry.place()) {
            case QUERY -> set(query, carry.key(), text);
            case COOKIE -> set(cookies, carry.key(), text);
            case HEADER -> header(carry.key(), text);
            case PATH -> path(carry.key(), text);
            case BODY -> body = body(carry, text);
        }
    }

    private static void set(List<Pair> pairs, String name, String text) {
        pairs.removeIf(pair -> pair.name().equals(name));
        pairs.add(new Pair(name, text));
    }

    private void header(String name, String text) {
        headers.removeIf(header -> header.name().equalsIgnoreCase(name));
        headers.add(new Pair(name, text));
    }

    private void path(String name, String text) {
        var hole = "{" + name + "}";
        var start = path.indexOf(hole);
        if (start < 0) {
            throw refusal("the url has no `" + hole + "` for the signature");
        }
        var out = new StringBuilder(path.substring(0, start));
        Encoders.path(text, out);
        path = out.append(path.substring(start + hole.length())).toString();
    }

    private Body body(Carry carry, String text) {
        return switch (body) {
            case Body.Json(var tree) -> new Body.Json(tree(tree, carry.dotted(), text));
            case Body.Xml(var tree) -> new Body.Xml(tree(tree, carry.dotted(), text));
            case Body.Form(var fields) -> new Body.Form(fields(fields, carry.key(), text));
            case Body.Multipart(var fields, var boundary) ->
                new Body.Multipart(fields(fields, carry.key(), text), boundary);
            case Body.None _ -> {
                var json = new Body.Json(tree(JsonNodeFactory.instance.objectNode(), carry.dotted(), text));
                Wire.contentType(json).ifPresent(type -> headers.add(new Pair("Content-Type", type)));
                yield json;
            }
            case Body.Text _ -> throw refusal("the signature cannot be put into a body that is a text");
        };
    }

    private static JsonNode tree(JsonNode tree, DottedKey key, String text) {
        if (!(tree instanceof ObjectNode map)) {
            throw refusal("the signature cannot be put into a body that is a list");
        }
        var copy = map.objectNode();
        copy.setAll(map);
        key.put(copy, TextNode.valueOf(text));
        return copy;
    }

    private static List<Pair> fields(List<Pair> fields, String name, String text) {
        var copy = new ArrayList<>(fields);
        set(copy, name, text);
        return copy;
    }

    static Refusal refusal(String message) {
        return new Refusal(Failure.of(FailureCode.BAD_INPUT, message));
    }
}
