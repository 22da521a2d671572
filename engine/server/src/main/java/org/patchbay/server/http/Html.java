package org.patchbay.server.http;

import java.util.Optional;

/** Writes HTML: every text and value is escaped, whoever wrote it. */
public final class Html {
    private final StringBuilder out = new StringBuilder();

    /** The text as it is written between tags and inside quotes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A tag as it is; attributes are names and values in turn, an empty name is left out. */
    public Html tag(String name, String... attributes) {
        out.append('<').append(name);
        for (var i = 0; i < attributes.length; i += 2) {
            out.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        out.append('>');
        return this;
    }

    /** The end of a tag. */
    public Html end(String name) {
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** A text. */
    public Html text(String text) {
        out.append(escaped(text));
        return this;
    }

    /** A tag around a text; nothing when there is no text. */
    public Html around(String name, Optional<String> text, String... attributes) {
        return text.filter(found -> !found.isBlank())
                .map(found -> tag(name, attributes).text(found).end(name))
                .orElse(this);
    }

    /** A tag around a text. */
    public Html around(String name, String text, String... attributes) {
        return tag(name, attributes).text(text).end(name);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
