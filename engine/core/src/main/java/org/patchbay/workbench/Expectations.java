package org.patchbay.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.Name;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.TestCase;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Request;

/** Holds what a test expects against what happened. */
final class Expectations {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Comparison comparison = new Comparison();
    private final TestCase.Expect expect;
    private final Happened happened;

    Expectations(TestCase.Expect expect, Happened happened) {
        this.expect = expect;
        this.happened = happened;
    }

    List<Difference> check() {
        happened.unknownCalls()
                .forEach(name ->
                        comparison.add("call of " + name, expect.at(), "no call, there is no stub for it", "a call"));
        expect.status().ifPresent(status -> comparison.same("status", expect.at(), status, happened.status()));
        expect.match().ifPresent(match -> comparison.same("match", expect.at(), match, happened.match()));
        expect.calls().ifPresent(this::calls);
        expect.requests().forEach(this::requests);
        expect.result().ifPresent(tree -> comparison.atLeast("result", tree, revealed(happened.results())));
        expect.reply().ifPresent(this::reply);
        expect.iframe().ifPresent(tree -> comparison.atLeast("iframe", tree, happened.iframe()));
        expect.pop().ifPresent(tree -> comparison.atLeast("pop", tree, happened.pop()));
        expect.remembered().ifPresent(tree -> comparison.atLeast("remembered", tree, revealed(happened.remembered())));
        expect.stored().ifPresent(tree -> comparison.atLeast("stored", tree, revealed(happened.stored())));
        expect.sync().ifPresent(tree -> comparison.atLeast("sync", tree, happened.sync()));
        expect.integrator().ifPresent(tree -> comparison.atLeast("integrator", tree, happened.integrator()));
        expect.skipped()
                .forEach((name, reason) -> comparison.same(
                        "reason why " + name + " was skipped",
                        expect.at(),
                        reason,
                        happened.skipped().getOrDefault(name, "it was not skipped")));
        expect.error().ifPresent(tree -> comparison.atLeast("error", tree, happened.error()));
        return comparison.differences();
    }

    private void calls(List<Name> names) {
        var expected = names.stream().map(Name::text).toList();
        var at = names.isEmpty() ? expect.at() : names.getFirst().at();
        comparison.same("calls", at, expected.toString(), happened.calls().toString());
    }

    private void requests(String endpoint, Tree expected) {
        var made = happened.requests(endpoint);
        if (expected instanceof Tree.Items(var at, var items)) {
            if (items.size() != made.size()) {
                comparison.add(endpoint + " requests", at, String.valueOf(items.size()), String.valueOf(made.size()));
                return;
            }
            for (var i = 0; i < items.size(); i++) {
                request(endpoint + " request " + (i + 1), items.get(i), made.get(i));
            }
        } else if (made.isEmpty()) {
            comparison.add(endpoint + " request", expected.at(), "a request", "none was made");
        } else {
            request(endpoint + " request", expected, made.getLast());
        }
    }

    private void request(String what, Tree expected, Request request) {
        if (!(expected instanceof Tree.Entries(var _, var entries))) {
            comparison.add(what, expected.at(), "a map of method, url, header, query, body", "something else");
            return;
        }
        entries.forEach((key, entry) -> {
            switch (key) {
                case "method" ->
                    text(what + ", method", entry.value(), request.method().name());
                case "url" -> text(what + ", url", entry.value(), request.url());
                case "header" -> headers(what, entry.value(), request::header);
                case "query" -> comparison.atLeast(what + ", query", texts(entry.value()), query(request));
                case "body" -> body(what + ", body", entry.value(), request);
                default -> comparison.add(what, entry.key(), "method, url, header, query or body", key);
            }
        });
    }

    private void reply(Tree expected) {
        if (happened.reply().isEmpty() || !(expected instanceof Tree.Entries(var _, var entries))) {
            comparison.add("reply", expected.at(), "the answer of a hook", "no hook was called");
            return;
        }
        var reply = happened.reply().get();
        var text = new String(reply.body(), StandardCharsets.UTF_8);
        entries.forEach((key, entry) -> {
            switch (key) {
                case "status" -> text("reply, status", entry.value(), String.valueOf(reply.status()));
                case "header" -> headers("reply", entry.value(), reply::header);
                case "json" -> comparison.atLeast("reply, json", entry.value(), json(text));
                case "text", "xml" -> text("reply, " + key, entry.value(), text);
                default -> comparison.add("reply", entry.key(), "status, header, json, text or xml", key);
            }
        });
    }

    private void text(String what, Tree expected, String actual) {
        comparison.same(what, expected.at(), expected.toJson().asText(), actual);
    }

    private void headers(String what, Tree expected, Function<String, Optional<String>> found) {
        if (expected instanceof Tree.Entries(var _, var entries)) {
            entries.forEach((name, entry) -> comparison.atLeast(
                    what + ", header " + name,
                    texts(entry.value()),
                    found.apply(name).<JsonNode>map(TextNode::valueOf).orElse(MissingNode.getInstance())));
        }
    }

    /** A text expects the exact bytes, a tree at least its parts. */
    private void body(String what, Tree expected, Request request) {
        var text = new String(request.body(), StandardCharsets.UTF_8);
        if (expected instanceof Tree.Leaf(var at, var value) && value.isTextual()) {
            comparison.same(what, at, value.asText().equals("absent") ? "" : value.asText(), text);
            return;
        }
        var type = request.header("Content-Type").orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            comparison.atLeast(what, texts(expected), form(text));
        } else {
            comparison.atLeast(what, expected, json(text));
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    private static ObjectNode query(Request request) {
        var mark = request.target().indexOf('?');
        return form(mark < 0 ? "" : request.target().substring(mark + 1).replace("+", "%2B"));
    }

    /** Fields of a form; a name that comes several times has a list. */
    private static ObjectNode form(String text) {
        var fields = JsonNodeFactory.instance.objectNode();
        for (var pair : text.split("&", -1)) {
            var equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                if (fields.path(name).isTextual()) {
                    var first = fields.path(name);
                    fields.putArray(name).add(first).add(value);
                } else if (fields.path(name) instanceof ArrayNode more) {
                    more.add(value);
                } else {
                    fields.put(name, value);
                }
            }
        }
        return fields;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** On the wire everything is text: the number 5 expects the text 5. */
    private static Tree texts(Tree expected) {
        return switch (expected) {
            case Tree.Leaf(var at, var value) ->
                value.isNull() ? expected : new Tree.Leaf(at, TextNode.valueOf(value.asText()));
            case Tree.Items(var at, var items) ->
                new Tree.Items(at, items.stream().map(Expectations::texts).toList());
            case Tree.Entries(var at, var entries) -> {
                var copy = new LinkedHashMap<String, Tree.Entry>();
                entries.forEach((key, entry) -> copy.put(key, new Tree.Entry(entry.key(), texts(entry.value()))));
                yield new Tree.Entries(at, copy);
            }
        };
    }

    private static JsonNode revealed(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var copy = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> copy.set(field.getKey(), revealed(field.getValue())));
            return copy;
        }
        return SecretNode.reveal(node);
    }
}
