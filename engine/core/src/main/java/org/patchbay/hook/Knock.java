package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.mapping.ReplyBody;
import org.patchbay.sign.Received;
import org.patchbay.wire.UrlCoding;

/**
 * A request to a hook, as it came and as it was read.
 *
 * @param request exact bytes; its origin is the address under which it is known outside
 * @param path named parts of its path
 * @param query names and values of its query
 * @param body the tree that it was read as; a missing node when it is empty or cannot be read
 * @param typed the same as signatures see it
 * @param unreadable why it is not what it should be
 */
public record Knock(
        Request request,
        Map<String, String> path,
        List<Pair> query,
        JsonNode body,
        Body typed,
        Optional<String> unreadable) {
    private static final String FORM = "application/x-www-form-urlencoded";

    public Knock {
        path = Map.copyOf(path);
        query = List.copyOf(query);
    }

    static Knock read(Request request, Map<String, String> path, ResponseFormat format) {
        var text = new String(request.body(), StandardCharsets.UTF_8);
        try {
            var query = UrlCoding.pairs(rawQuery(request));
            return switch (ReplyBody.of(request.header("Content-Type"), request.body(), format)) {
                case ReplyBody.Read(var tree) ->
                    new Knock(request, path, query, tree, typed(request, format, tree, text), Optional.empty());
                case ReplyBody.Unreadable(var why) ->
                    new Knock(request, path, query, nothing(), new Body.Text(text), Optional.of(why));
            };
        } catch (IllegalArgumentException coding) {
            var why = Optional.of(String.valueOf(coding.getMessage()));
            return new Knock(request, path, List.of(), nothing(), new Body.Text(text), why);
        }
    }

    private static JsonNode nothing() {
        return MissingNode.getInstance();
    }

    private static Body typed(Request request, ResponseFormat format, JsonNode tree, String text) {
        var type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        var isForm = format == ResponseFormat.FORM || format == ResponseFormat.AUTO && type.startsWith(FORM);
        if (isForm) {
            return new Body.Form(UrlCoding.pairs(text));
        }
        var isXml = format == ResponseFormat.XML || format == ResponseFormat.AUTO && type.contains("xml");
        if (isXml && tree.isObject() && tree.size() == 1) {
            return new Body.Xml(tree);
        }
        return tree.isContainerNode() ? new Body.Json(tree) : new Body.Text(text);
    }

    private static String rawQuery(Request request) {
        var cut = request.target().indexOf('?');
        return cut < 0 ? "" : request.target().substring(cut + 1);
    }

    /** The same with another tree. */
    public Knock with(JsonNode other) {
        return new Knock(request, path, query, other, typed, unreadable);
    }

    /** As signatures see it. */
    Received received() {
        return new Received(request, typed);
    }

    /** What {@code request.…} reads. */
    JsonNode tree() {
        var tree = JsonNodeFactory.instance.objectNode();
        tree.put("method", request.method().name());
        tree.put("url", request.url());
        tree.put("host", request.origin().authority());
        tree.put("target", request.target());
        tree.put("rawQuery", rawQuery(request));
        if (path.isEmpty()) {
            tree.put("path", request.target().replaceFirst("\\?.*", ""));
        } else {
            path.forEach(tree.putObject("path")::put);
        }
        var queries = tree.putObject("query");
        query.forEach(pair -> add(queries, pair.name(), pair.value()));
        var headers = tree.putObject("header");
        request.headers().forEach(pair -> add(headers, pair.name().toLowerCase(Locale.ROOT), pair.value()));
        tree.set("form", body);
        tree.set("json", body);
        return tree;
    }

    private static void add(ObjectNode map, String name, String value) {
        if (!map.has(name)) {
            map.put(name, value);
        }
    }
}
