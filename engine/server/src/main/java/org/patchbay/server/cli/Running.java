package org.patchbay.server.cli;

import java.net.URI;

/** A server that runs in this process. Closing it finishes or hands back the work it has. */
public interface Running extends AutoCloseable {
    /** Where it answers, without a path. */
    URI address();

    /** What it serves, in a few words: {@code revision 1: 2 templates, 3 integrators}. */
    String summary();

    @Override
    void close();
}
