package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Body of a request before it is bytes. */
public sealed interface Body {
    /** No body, no Content-Type. */
    record None() implements Body {}

    /** A JSON tree; secrets in it are already revealed. */
    record Json(JsonNode tree) implements Body {}

    /** Form fields, not encoded (WHATWG URL, application/x-www-form-urlencoded). */
    record Form(List<Pair> fields) implements Body {
        public Form {
            fields = List.copyOf(fields);
        }
    }

    /** Form fields as multipart/form-data (RFC 7578). */
    record Multipart(List<Pair> fields, String boundary) implements Body {
        public Multipart {
            fields = List.copyOf(fields);
        }
    }

    /** An XML document as a tree: one top key, {@code @name} is an attribute, {@code #text} the text, lists repeat. */
    record Xml(JsonNode tree) implements Body {}

    /** A text as it is, also finished XML. */
    record Text(String text) implements Body {}
}
