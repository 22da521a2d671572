package org.patchbay.definition;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;

/** A secret inside a JSON tree: written, printed or read as text it is the mask, only {@link #reveal} gives the value. */
public final class SecretNode extends ValueNode {
    private static final long serialVersionUID = 1L;

    private final transient Secret secret;

    private SecretNode(Secret secret) {
        this.secret = secret;
    }

    /** A node that hides this text. */
    public static SecretNode of(String value) {
        return new SecretNode(Secret.of(value));
    }

    /** The hidden value. */
    public Secret secret() {
        return secret;
    }

    /** The node itself, or the text node behind a secret. */
    public static JsonNode reveal(JsonNode node) {
        return node instanceof SecretNode hidden ? TextNode.valueOf(hidden.secret.reveal()) : node;
    }

    @Override
    public JsonNodeType getNodeType() {
        return JsonNodeType.STRING;
    }

    @Override
    public JsonToken asToken() {
        return JsonToken.VALUE_STRING;
    }

    @Override
    public String asText() {
        return Secret.MASK;
    }

    @Override
    public String textValue() {
        return Secret.MASK;
    }

    @Override
    public void serialize(JsonGenerator generator, SerializerProvider provider) throws IOException {
        generator.writeString(Secret.MASK);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
