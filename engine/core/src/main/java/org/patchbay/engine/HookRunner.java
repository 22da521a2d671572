package org.patchbay.engine;

import java.time.Duration;

/** Runs what hooks have heard. */
public interface HookRunner {
    /** Takes an event whose work goes on after the answer; it is kept when this returns. */
    Came accept(News news);

    /** Takes an event and waits for what comes of it, at most so long. */
    Came await(News news, Duration longest);
}
