package org.patchbay.server.cli;

/** How a command ended, as the shell sees it. */
public enum Exit {
    FINE(0),
    /** What was asked about is not so: findings, failing tests, a failed run. */
    NOT_SO(1),
    USAGE(2),
    /** The server is not reachable, or it refused us. */
    UNREACHABLE(3),
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /** The code for the shell. */
    public int code() {
        return code;
    }
}
