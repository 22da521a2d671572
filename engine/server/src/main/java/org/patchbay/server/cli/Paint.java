package org.patchbay.server.cli;

/** Colours of a terminal, or none. */
enum Paint {
    NONE,
    COLOURS;

    static Paint of(Terminal terminal) {
        return terminal.coloured() ? COLOURS : NONE;
    }

    String error(String text) {
        return paint("1;31", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("31", text);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    /** A tick or a cross. */
    String mark(boolean fine) {
        return fine ? good("✓") : bad("✗");
    }

    private String paint(String colour, String text) {
        return this == NONE ? text : "\u001B[" + colour + "m" + text + "\u001B[0m";
    }
}
