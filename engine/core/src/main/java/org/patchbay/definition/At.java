package org.patchbay.definition;

/**
 * A place in a configuration document: where a key or a value stands.
 *
 * @param file path of the document as the admin knows it
 * @param line line, the first is 1
 * @param column column of the first character, the first is 1
 * @param endColumn column after the last character on that line, never before {@code column}
 * @param pointer JSON pointer (RFC 6901) of the value inside its part of the document
 */
public record At(String file, int line, int column, int endColumn, String pointer) {
    /** The place of things that no document holds, such as values made in a test. */
    public static final At NOWHERE = new At("", 0, 0, 0, "");

    public At {
        endColumn = Math.max(column, endColumn);
    }

    /** A part of this place on the same line, for an error inside a one-line text. */
    public At within(int offset, int length) {
        var start = column + offset;
        return start + length > endColumn ? this : new At(file, line, start, start + length, pointer);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
