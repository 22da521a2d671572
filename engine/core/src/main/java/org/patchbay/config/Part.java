package org.patchbay.config;

import org.patchbay.definition.At;

/** One part of a document: what stands between two lines of dashes. Two parts are the same only if they are one. */
final class Part {
    private final Node.Entries root;
    private final int lastLine;

    Part(Node.Entries root, int lastLine) {
        this.root = root;
        this.lastLine = lastLine;
    }

    Node.Entries root() {
        return root;
    }

    int lastLine() {
        return lastLine;
    }

    /** True when a place lies inside this part. */
    boolean holds(At at) {
        return at.file().equals(root.at().file()) && at.line() >= root.at().line() && at.line() <= lastLine;
    }
}
