package org.patchbay.expression;

/** Writes an inserted value so that in its place it is data and nothing else. */
@FunctionalInterface
public interface Encoder {
    /** As it is, for texts without a syntax of their own. */
    Encoder PLAIN = (value, out) -> out.append(value);

    /**
     * Appends the value in the form of its place.
     *
     * @throws org.patchbay.exchange.Refusal when the value cannot be put there
     */
    void encode(String value, StringBuilder out);
}
