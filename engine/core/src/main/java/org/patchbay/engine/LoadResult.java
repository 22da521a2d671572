package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import org.patchbay.definition.Problem;

/** What became of an attempt to take a configuration. */
public sealed interface LoadResult {
    /** It is live. */
    record Accepted(long revision, String hash, List<String> changes, List<Problem> warnings, Duration took)
            implements LoadResult {}

    /** It is what is live already. */
    record Unchanged(long revision, String hash) implements LoadResult {}

    /** It has errors; the old one goes on. */
    record Refused(List<Problem> findings, long serving) implements LoadResult {}

    /** It was meant to follow another revision than the one that is live. */
    record Stale(long expected, long serving) implements LoadResult {}
}
