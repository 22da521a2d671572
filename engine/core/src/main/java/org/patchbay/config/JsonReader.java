package org.patchbay.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.definition.At;
import org.patchbay.definition.JsonComplaint;
import org.patchbay.definition.Problems;

/** Reads a JSON document (RFC 8259). A YAML reader does not do: it stumbles over tabs and over some escapes. */
final class JsonReader {
    private static final JsonFactory JSON = new JsonFactory();
    private final String path;
    private final Problems problems;
    private int values;

    JsonReader(String path, Problems problems) {
        this.path = path;
        this.problems = problems;
    }

    Reading read(String text) {
        try (var parser = JSON.createParser(text)) {
            var parts = new ArrayList<Part>();
            while (parser.nextToken() != null) {
                var root = node(parser, "", 0);
                YamlReader.part(root, parser.currentLocation().getLineNr(), problems)
                        .ifPresent(parts::add);
            }
            return new Reading(parts, List.of());
        } catch (TooMuch tooMuch) {
            problems.add("PB106", tooMuch.at(), String.valueOf(tooMuch.getMessage()), "");
        } catch (JsonProcessingException broken) {
            report(broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Reading(List.of(), List.of(text));
    }

    private void report(JsonProcessingException broken) {
        var location = broken.getLocation();
        var column = location == null ? 1 : Math.max(1, location.getColumnNr());
        var at = new At(path, location == null ? 1 : Math.max(1, location.getLineNr()), column, column, "");
        var said = JsonComplaint.of(broken.getOriginalMessage());
        problems.add("PB101", at, "this is not JSON", lowerFirst(said), "");
    }

    private static String lowerFirst(String text) {
        return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }

    private Node node(JsonParser parser, String pointer, int depth) throws IOException {
        var token = parser.currentToken();
        var at = at(parser, pointer, 0);
        if (depth > Bounds.DEPTH) {
            throw new TooMuch(at, "more than 50 levels");
        }
        if (++values > Bounds.VALUES) {
            throw new TooMuch(at, "more than 100000 values in one document");
        }
        if (token == JsonToken.START_OBJECT) {
            return map(parser, at, depth);
        }
        if (token == JsonToken.START_ARRAY) {
            return list(parser, at, depth);
        }
        return token == JsonToken.VALUE_STRING
                ? new Node.Text(quoted(parser, parser.getText(), pointer), parser.getText(), Node.Form.QUOTED)
                : new Node.Text(at(parser, pointer, parser.getText().length()), parser.getText(), Node.Form.PLAIN);
    }

    private Node map(JsonParser parser, At at, int depth) throws IOException {
        var entries = new Gatherer(problems);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            var pointer = Bounds.pointer(at.pointer(), key);
            var keyAt = at(parser, pointer, 0);
            keyAt = new At(path, keyAt.line(), keyAt.column() + 1, keyAt.column() + 1 + key.length(), pointer);
            parser.nextToken();
            entries.put(key, keyAt, node(parser, pointer, depth + 1));
        }
        return entries.at(at);
    }

    private Node list(JsonParser parser, At at, int depth) throws IOException {
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(parser, Bounds.pointer(at.pointer(), Integer.toString(items.size())), depth + 1));
        }
        return new Node.Items(at, items);
    }

    private At at(JsonParser parser, String pointer, int length) {
        var location = parser.currentTokenLocation();
        var column = location.getColumnNr();
        return new At(path, location.getLineNr(), column, column + length, pointer);
    }

    /** Place of the characters between the quotes; without an end where escapes make it differ from the text. */
    private At quoted(JsonParser parser, String text, String pointer) {
        var start = parser.currentTokenLocation();
        var end = parser.currentLocation().getColumnNr() - 1;
        var column = start.getColumnNr() + 1;
        return new At(path, start.getLineNr(), column, end - column == text.length() ? end : column, pointer);
    }
}
