package org.patchbay.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads compact JSON by the letter of RFC 8259: maps, lists, texts; numbers, booleans and null as {@link Word}. */
public final class StrictJson {
    private final String text;
    private int next;

    private StrictJson(String text) {
        this.text = text;
    }

    /** A number, {@code true}, {@code false} or {@code null}, as written. */
    public record Word(String text) {}

    /** The value of a whole document. */
    public static Object read(byte[] bytes) {
        var reader = new StrictJson(Strict.utf8(bytes));
        var value = reader.value();
        if (reader.next != reader.text.length()) {
            throw new AssertionError("something follows the value");
        }
        return value;
    }

    private Object value() {
        return switch (text.charAt(next)) {
            case '{' -> map();
            case '[' -> list();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> map() {
        var map = new LinkedHashMap<String, Object>();
        next++;
        while (text.charAt(next) != '}') {
            if (!map.isEmpty()) {
                expect(',');
            }
            var key = string();
            expect(':');
            if (map.put(key, value()) != null) {
                throw new AssertionError("key twice");
            }
        }
        next++;
        return map;
    }

    private List<Object> list() {
        var list = new ArrayList<Object>();
        next++;
        while (text.charAt(next) != ']') {
            if (!list.isEmpty()) {
                expect(',');
            }
            list.add(value());
        }
        next++;
        return list;
    }

    private Word word() {
        var start = next;
        while (next < text.length() && ",]}".indexOf(text.charAt(next)) < 0) {
            next++;
        }
        var word = text.substring(start, next);
        if (!word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new AssertionError("no value: " + word);
        }
        return new Word(word);
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (text.charAt(next) != '"') {
            var c = text.charAt(next++);
            if (c < ' ') {
                throw new AssertionError("a control character in a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        next++;
        return out.toString();
    }

    private char escaped() {
        var c = text.charAt(next++);
        if (c == 'u') {
            next += 4;
            return (char) Integer.parseInt(text.substring(next - 4, next), 16);
        }
        var index = "\"\\/bfnrt".indexOf(c);
        if (index < 0) {
            throw new AssertionError("no escape: " + c);
        }
        return "\"\\/\b\f\n\r\t".charAt(index);
    }

    private void expect(char c) {
        if (text.charAt(next++) != c) {
            throw new AssertionError("expected " + c + " at " + (next - 1) + " of " + text);
        }
    }
}
