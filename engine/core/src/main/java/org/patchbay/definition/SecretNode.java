package org.patchbay.definition;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** A secret inside a JSON tree: written, printed or read as text it is the mask, only {@link #reveal} gives the value. */
public final class SecretNode extends ValueNode {
    private static final long serialVersionUID = 1L;

    private final transient Secret secret;
    private final transient JsonNode plain;

    private SecretNode(Secret secret, JsonNode plain) {
        this.secret = secret;
        this.plain = plain;
    }

    /** A node that hides this text. */
    public static SecretNode of(String value) {
        return new SecretNode(Secret.of(value), TextNode.valueOf(value));
    }

    /** The same value with every text, number and boolean in it hidden; revealed, each has its type again. */
    public static JsonNode hide(JsonNode node) {
        if (node.isContainerNode()) {
            return each(node, SecretNode::hide);
        }
        return node instanceof SecretNode || node.isNull() || node.isMissingNode()
                ? node
                : new SecretNode(Secret.of(node.asText()), node);
    }

    /** True when the value is a secret or has one anywhere in it. */
    public static boolean isIn(JsonNode node) {
        if (node.isContainerNode()) {
            for (var element : node) {
                if (isIn(element)) {
                    return true;
                }
            }
            return false;
        }
        return node instanceof SecretNode;
    }

    /** The same value with every secret in it revealed. */
    public static JsonNode revealAll(JsonNode node) {
        return node.isContainerNode() ? each(node, SecretNode::revealAll) : reveal(node);
    }

    private static JsonNode each(JsonNode container, UnaryOperator<JsonNode> change) {
        if (container.isArray()) {
            var array = JsonNodeFactory.instance.arrayNode(container.size());
            container.forEach(element -> array.add(change.apply(element)));
            return array;
        }
        var object = JsonNodeFactory.instance.objectNode();
        container.properties().forEach(field -> object.set(field.getKey(), change.apply(field.getValue())));
        return object;
    }

    /** The hidden value. */
    public Secret secret() {
        return secret;
    }

    /** The node itself, or the one behind a secret. */
    public static JsonNode reveal(JsonNode node) {
        return node instanceof SecretNode hidden ? hidden.plain : node;
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
