package org.patchbay.server.admin;

import org.patchbay.engine.LoadResult;

/** Tells people what became of a configuration. */
@FunctionalInterface
public interface Announcer {
    /** That came of these documents. */
    void announce(LoadResult result, Documents documents);
}
