package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Method;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Path;
import org.patchbay.wire.DottedKey;
import org.patchbay.wire.Encoders;
import org.patchbay.wire.UrlCoding;
import org.patchbay.wire.Wire;

/** A request while its signature is computed: ours, which is added to, or one that came in. Belongs to one request. */
final class Sheet {
    private final Method method;
    private final Origin origin;
    private final List<Pair> query;
    private final List<Pair> headers;
    private final List<Pair> cookies;
    private final Optional<Request> received;
    private String path;
    private Body body;

    Sheet(Draft draft) {
        this.method = draft.method();
        this.origin = draft.origin();
        this.query = new ArrayList<>(draft.query());
        this.headers = new ArrayList<>(draft.headers());
        this.cookies = new ArrayList<>(draft.cookies());
        this.received = Optional.empty();
        this.path = draft.path();
        this.body = draft.body();
    }

    Sheet(Received received) {
        var request = received.request();
        var target = request.target().split("\\?", 2);
        this.method = request.method();
        this.origin = request.origin();
        this.query = target.length < 2 ? List.of() : UrlCoding.pairs(target[1]);
        this.headers = request.headers();
        this.cookies = Cookies.of(request.headers());
        this.received = Optional.of(request);
        this.path = target[0];
        this.body = received.body();
    }

    /** The request as it is now. */
    Draft draft() {
        return new Draft(method, origin, path, query, headers, cookies, body);
    }

    List<Pair> query() {
        return query;
    }

    List<Pair> headers() {
        return headers;
    }

    /** The headers with the host, which our own client writes by itself. */
    List<Pair> allHeaders() {
        if (received.isPresent()) {
            return headers;
        }
        var all = new ArrayList<Pair>();
        all.add(new Pair("Host", origin.authority()));
        all.addAll(headers);
        return all;
    }

    List<Pair> cookies() {
        return cookies;
    }

    Body body() {
        return body;
    }

    /** Path and query as they stand in the first line of the request. */
    String target() {
        return received.map(Request::target).orElseGet(() -> Wire.target(draft()));
    }

    /** The query as it stands there, without the question mark. */
    String rawQuery() {
        return received.map(request -> after(request.target(), '?')).orElseGet(() -> Wire.query(query));
    }

    private static String after(String text, char mark) {
        var at = text.indexOf(mark);
        return at < 0 ? "" : text.substring(at + 1);
    }

    /** The exact bytes of the body. */
    byte[] bytes() {
        return received.map(Request::body).orElseGet(() -> Wire.bytes(body));
    }

    /** All texts that stand at a place under a key. */
    List<String> read(Place place, String key) {
        return switch (place) {
            case QUERY -> values(query, key);
            case COOKIE -> values(cookies, key);
            case HEADER ->
                headers.stream()
                        .filter(header -> header.name().equalsIgnoreCase(key))
                        .map(Pair::value)
                        .toList();
            case BODY -> inBody(key);
            case PATH -> List.of();
        };
    }

    private List<String> inBody(String key) {
        return switch (body) {
            case Body.Form(var fields) -> values(fields, key);
            case Body.Multipart(var fields, var _) -> values(fields, key);
            case Body.Json(var tree) -> scalar(Path.parse(key).find(tree));
            case Body.Xml(var tree) -> scalar(Path.parse(key).find(tree));
            case Body.None _, Body.Text _ -> List.of();
        };
    }

    private static List<String> values(List<Pair> pairs, String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name))
                .map(Pair::value)
                .toList();
    }

    private static List<String> scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? List.of(Scalars.text(value)) : List.of();
    }

    /** Puts a text there; what stood there is replaced. */
    void put(Spot spot, String text) {
        switch (spot.place()) {
            case QUERY -> set(query, spot.key(), text);
            case COOKIE -> set(cookies, spot.key(), text);
            case HEADER -> header(spot.key(), text);
            case PATH -> path(spot.key(), text);
            case BODY -> body = body(spot, text);
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

    private Body body(Spot spot, String text) {
        return switch (body) {
            case Body.Json(var tree) -> new Body.Json(tree(tree, spot.dotted(), text));
            case Body.Xml(var tree) -> new Body.Xml(tree(tree, spot.dotted(), text));
            case Body.Form(var fields) -> new Body.Form(fields(fields, spot.key(), text));
            case Body.Multipart(var fields, var boundary) ->
                new Body.Multipart(fields(fields, spot.key(), text), boundary);
            case Body.None _ -> {
                var json = new Body.Json(tree(JsonNodeFactory.instance.objectNode(), spot.dotted(), text));
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
