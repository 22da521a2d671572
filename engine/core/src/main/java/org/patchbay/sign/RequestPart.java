package org.patchbay.sign;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.patchbay.definition.Place;
import org.patchbay.exchange.Body;
import org.patchbay.exchange.Pair;
import org.patchbay.expression.Names;
import org.patchbay.expression.Path;

/**
 * A part of the request that is signed, read as {@code request.…}.
 *
 * @param word {@code method}, {@code url}, {@code header} …
 * @param key which header, query parameter, cookie or form field; empty for the other words
 */
record RequestPart(String word, String key) {
    /** The exact bytes of the body. */
    static final RequestPart BODY = new RequestPart("body", "");

    /** What can be read, for checks at load. */
    static final Names NAMES = new Names.Only(
            "PB602",
            "part of a request",
            Map.ofEntries(
                    Map.entry("method", Names.value()),
                    Map.entry("url", Names.value()),
                    Map.entry("scheme", Names.value()),
                    Map.entry("host", Names.value()),
                    Map.entry("path", Names.value()),
                    Map.entry("target", Names.value()),
                    Map.entry("rawQuery", Names.value()),
                    Map.entry("body", Names.value()),
                    Map.entry("query", Names.free()),
                    Map.entry("header", Names.free()),
                    Map.entry("cookie", Names.free()),
                    Map.entry("form", Names.free()),
                    Map.entry("json", Names.free())));

    static RequestPart of(List<Path.Step> steps) {
        var word = name(steps.getFirst());
        return switch (word) {
            case "query", "header", "cookie", "form" ->
                new RequestPart(word, steps.size() < 2 ? "" : name(steps.get(1)));
            default -> new RequestPart(word, word.equals("json") && steps.size() > 1 ? name(steps.get(1)) : "");
        };
    }

    private static String name(Path.Step step) {
        return switch (step) {
            case Path.Step.Key(var name) -> name;
            case Path.Step.Index(var name, var _) -> name;
            case Path.Step.Every _ -> "*";
        };
    }

    /** Whether what is carried there is a part of this part. */
    boolean holds(Place place, String carried) {
        return switch (place) {
            case QUERY -> List.of("url", "target", "rawQuery").contains(word) || is("query", carried);
            case PATH -> List.of("url", "target", "path").contains(word);
            case HEADER -> word.equals("header") && key.equalsIgnoreCase(carried);
            case COOKIE -> is("cookie", carried);
            case BODY -> word.equals("body") || is("form", carried) || is("json", carried.split("\\.", 2)[0]);
        };
    }

    private boolean is(String other, String carried) {
        return word.equals(other) && (key.equals(carried) || key.isEmpty() || key.equals("*"));
    }

    /** Puts this part of the request, as it is now, where templates read it. */
    void read(Sheet sheet, ObjectNode request) {
        switch (word) {
            case "query" -> pair(sheet.query(), request, String::equals);
            case "header" -> pair(sheet.allHeaders(), request, String::equalsIgnoreCase);
            case "cookie" -> pair(sheet.cookies(), request, String::equals);
            case "form" -> pair(fields(sheet.body()), request, String::equals);
            case "json" ->
                request.set(word, sheet.body() instanceof Body.Json(var tree) ? tree : MissingNode.getInstance());
            default -> request.set(word, TextNode.valueOf(text(sheet)));
        }
    }

    private void pair(List<Pair> pairs, ObjectNode request, BiPredicate<String, String> same) {
        var map = request.withObjectProperty(word);
        map.remove(key);
        pairs.stream()
                .filter(pair -> same.test(pair.name(), key))
                .findFirst()
                .ifPresent(pair -> map.put(key, pair.value()));
    }

    private static List<Pair> fields(Body body) {
        return switch (body) {
            case Body.Form(var fields) -> fields;
            case Body.Multipart(var fields, var _) -> fields;
            case Body.None _, Body.Json _, Body.Xml _, Body.Text _ -> List.of();
        };
    }

    private String text(Sheet sheet) {
        return switch (word) {
            case "method" -> sheet.draft().method().name();
            case "scheme" -> sheet.draft().origin().scheme();
            case "host" -> sheet.draft().origin().authority();
            case "path" -> sheet.draft().path();
            case "rawQuery" -> sheet.rawQuery();
            case "target" -> sheet.target();
            case "url" -> sheet.draft().origin() + sheet.target();
            default -> new String(sheet.bytes(), StandardCharsets.UTF_8);
        };
    }
}
