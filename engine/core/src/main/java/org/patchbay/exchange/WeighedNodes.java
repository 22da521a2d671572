package org.patchbay.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.LongConsumer;

/** Makes the nodes of one tree, and tells before each what it takes of memory: who is told may end it. Not thread-safe. */
@SuppressWarnings("serial") // what reads a text is never written
public class WeighedNodes extends JsonNodeFactory {
    private static final long serialVersionUID = 1L;

    private final transient LongConsumer scales;

    /** Tells that one, in bytes; what it throws ends the reading. Keys are told at once: so many as there are colons in the text. */
    public WeighedNodes(LongConsumer scales, byte[] text) {
        super(true);
        this.scales = scales;
        scales.accept((long) Weight.KEY * colons(text));
    }

    private static int colons(byte[] text) {
        var number = 0;
        for (var each : text) {
            number += each == ':' ? 1 : 0;
        }
        return number;
    }

    @Override
    public ObjectNode objectNode() {
        scales.accept(Weight.ELEMENT + Weight.MAP);
        return super.objectNode();
    }

    @Override
    public ArrayNode arrayNode() {
        scales.accept(Weight.ELEMENT + Weight.LIST);
        return super.arrayNode();
    }

    @Override
    public TextNode textNode(String text) {
        scales.accept(Weight.ELEMENT + Weight.of(text));
        return super.textNode(text);
    }

    @Override
    public NumericNode numberNode(int number) {
        scales.accept(Weight.ELEMENT + Weight.NUMBER);
        return super.numberNode(number);
    }

    @Override
    public NumericNode numberNode(long number) {
        scales.accept(Weight.ELEMENT + Weight.NUMBER);
        return super.numberNode(number);
    }

    @Override
    public ValueNode numberNode(BigInteger number) {
        scales.accept(Weight.ELEMENT + Weight.TEXT);
        return super.numberNode(number);
    }

    @Override
    public BooleanNode booleanNode(boolean value) {
        scales.accept(Weight.ELEMENT);
        return super.booleanNode(value);
    }

    @Override
    public NullNode nullNode() {
        scales.accept(Weight.ELEMENT);
        return super.nullNode();
    }

    @Override
    public ValueNode numberNode(BigDecimal number) {
        scales.accept(Weight.ELEMENT + Weight.TEXT);
        return super.numberNode(number);
    }
}
