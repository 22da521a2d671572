package org.patchbay.config;

import org.patchbay.definition.At;

/**
 * One part of a document: what stands between two lines of dashes.
 *
 * @param lastLine line of the document on which the part ends
 */
record Part(Node.Entries root, int lastLine) {
    /** True when a place lies inside this part. */
    boolean holds(At at) {
        return at.file().equals(root.at().file()) && at.line() >= root.at().line() && at.line() <= lastLine;
    }
}
