package org.patchbay.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.patchbay.exchange.Scalars;

/** Writes a tree as an XML 1.0 document: one top key, {@code @name} is an attribute, {@code #text} the text, lists repeat. */
final class Xml {
    private static final int DEEPEST = 100;
    /** Prefixes that nobody declares (Namespaces in XML 1.0 §3). */
    private static final Set<String> PREFIXES = Set.of("xml", "xmlns");

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private Xml() {}

    static byte[] bytes(JsonNode tree) {
        if (!tree.isObject() || tree.size() != 1) {
            throw Characters.refusal("an XML body has one top element, this one has "
                    + (tree.isObject() ? String.valueOf(tree.size()) : "none"));
        }
        var top = tree.properties().iterator().next();
        if (top.getValue().isArray()) {
            throw Characters.refusal("the top element of an XML body cannot repeat");
        }
        var out = new StringBuilder(HEAD);
        element(top.getKey(), top.getValue(), PREFIXES, out, 1);
        return Characters.utf8(out.toString());
    }

    private static void element(String name, JsonNode value, Set<String> around, StringBuilder out, int depth) {
        if (depth > DEEPEST) {
            throw Characters.refusal("an XML body is at most " + DEEPEST + " elements deep");
        }
        if (value.isArray()) {
            value.forEach(each -> element(name, each, around, out, depth + 1));
        } else if (!value.isMissingNode()) {
            var prefixes = prefixes(value, around);
            out.append('<').append(checked(name, prefixes));
            attributes(value, prefixes, out);
            var opened = out.append('>').length();
            content(value, prefixes, out, depth);
            if (out.length() == opened) {
                out.insert(opened - 1, '/');
            } else {
                out.append("</").append(name).append('>');
            }
        }
    }

    /** The prefixes that may stand before names in an element: those around it and those that it declares. */
    private static Set<String> prefixes(JsonNode element, Set<String> around) {
        var declared = element.properties().stream()
                .map(Map.Entry::getKey)
                .filter(key -> key.startsWith("@xmlns:"))
                .map(key -> key.substring("@xmlns:".length()))
                .toList();
        if (declared.isEmpty()) {
            return around;
        }
        var all = new HashSet<>(around);
        all.addAll(declared);
        return all;
    }

    private static void attributes(JsonNode value, Set<String> prefixes, StringBuilder out) {
        for (var field : value.properties()) {
            if (field.getKey().startsWith("@") && !field.getValue().isMissingNode()) {
                out.append(' ')
                        .append(checked(field.getKey().substring(1), prefixes))
                        .append("=\"");
                Encoders.xmlAttribute(Scalars.text(field.getValue(), field.getKey()), out);
                out.append('"');
            }
        }
    }

    private static void content(JsonNode value, Set<String> prefixes, StringBuilder out, int depth) {
        if (!value.isObject()) {
            Encoders.xmlText(Scalars.text(value), out);
            return;
        }
        for (var field : value.properties()) {
            if (field.getKey().equals("#text")) {
                Encoders.xmlText(Scalars.text(field.getValue(), "#text"), out);
            } else if (!field.getKey().startsWith("@")) {
                element(field.getKey(), field.getValue(), prefixes, out, depth + 1);
            }
        }
    }

    private static String checked(String name, Set<String> prefixes) {
        var colon = name.indexOf(':');
        if (!isName(name) || colon > 0 && !prefixes.contains(name.substring(0, colon))) {
            throw Characters.refusal("a key of the XML body cannot be the name of an element or attribute");
        }
        return name;
    }

    /** A name in ASCII, which every version of XML and every parser takes, with at most one colon inside. */
    static boolean isName(String name) {
        var start = true;
        var colons = 0;
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            var letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '_';
            if (c == ':' && !start && ++colons == 1) {
                start = true;
            } else if (letter || !start && (c >= '0' && c <= '9' || c == '-' || c == '.')) {
                start = false;
            } else {
                return false;
            }
        }
        return !start;
    }

    /** Appends a text; {@code referred} are the white space characters that are written as references. */
    static void escape(String text, StringBuilder out, String referred) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (referred.indexOf(c) >= 0) {
                        out.append("&#").append((int) c).append(';');
                    } else if (Character.isSurrogate(c)) {
                        out.appendCodePoint(Characters.at(text, i++));
                    } else {
                        out.append(legal(c));
                    }
                }
            }
        }
    }

    private static char legal(char c) {
        if (!isLegal(c)) {
            throw Characters.refusal("XML cannot hold the character " + Characters.name(c));
        }
        return c;
    }

    /** A character of XML 1.0 (§2.2). */
    private static boolean isLegal(int c) {
        return c >= ' ' && c != 0xFFFE && c != 0xFFFF || c == '\t' || c == '\n' || c == '\r';
    }

    /** A text with the replacement character for each that XML cannot hold. */
    static String mended(String text) {
        return Characters.mended(text, Xml::isLegal);
    }
}
