package org.patchbay.server.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What is written to a person's terminal: callers name their calls and agents, and a name may hold signs that a terminal obeys. Colours go
 * through, as do line ends and tabs; every other control character (ECMA-48) is shown as {@code ?}. For one thread.
 */
final class HarmlessOutput extends FilterOutputStream {
    private static final int ESCAPE = 0x1B;
    private static final int DELETE = 0x7F;
    private static final int TWO_BYTES = 0xC2;
    private static final int LONGEST_COLOUR = 16;

    private final StringBuilder held = new StringBuilder();

    HarmlessOutput(OutputStream terminal) {
        super(terminal);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (var at = offset; at < offset + length; at++) {
            write(bytes[at]);
        }
    }

    @Override
    public void write(int number) throws IOException {
        var next = number & 0xFF;
        if (held.isEmpty()) {
            begin(next);
        } else if (held.charAt(0) == TWO_BYTES) {
            second(next);
        } else {
            colour(next);
        }
    }

    private void begin(int next) throws IOException {
        if (next == ESCAPE || next == TWO_BYTES) {
            held.append((char) next);
        } else {
            out.write(next < ' ' && next != '\n' && next != '\t' || next == DELETE ? '?' : next);
        }
    }

    /** The control characters of Latin-1 have two bytes in UTF-8. */
    private void second(int next) throws IOException {
        held.setLength(0);
        if (next < 0xA0) {
            out.write('?');
        } else {
            out.write(TWO_BYTES);
            out.write(next);
        }
    }

    private void colour(int next) throws IOException {
        var isPart = held.length() == 1 ? next == '[' : next == ';' || next >= '0' && next <= '9';
        if (isPart && held.length() < LONGEST_COLOUR) {
            held.append((char) next);
        } else if (held.length() > 1 && next == 'm') {
            out.write(held.append('m').toString().getBytes(StandardCharsets.ISO_8859_1));
            held.setLength(0);
        } else {
            out.write(held.replace(0, 1, "?").toString().getBytes(StandardCharsets.ISO_8859_1));
            held.setLength(0);
            begin(next);
        }
    }
}
