package org.patchbay.config;

import org.patchbay.definition.Problem;

/** Colours of a terminal, or none. */
enum Paint {
    PLAIN,
    COLOURED;

    private static final String RED = "\u001B[1;31m";
    private static final String YELLOW = "\u001B[1;33m";
    private static final String END = "\u001B[0m";

    /** The text in the colour of the finding. */
    String severity(Problem problem, String text) {
        return this == PLAIN ? text : (problem.isError() ? RED : YELLOW) + text + END;
    }
}
