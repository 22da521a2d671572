package org.patchbay.engine;

import java.time.Duration;

/**
 * Runs what hooks have heard within the share of the call centre that it is for: known, and counted, only once a request is genuine, so that
 * nobody can use up another's share (decision 0105).
 */
record SharedRuns(HookRunner runs, Shares shares) implements HookRunner {
    @Override
    public Came accept(News news) {
        return shares.of(callCentre(news), () -> runs.accept(news));
    }

    @Override
    public Came await(News news, Duration longest) {
        return shares.of(callCentre(news), () -> runs.await(news, longest));
    }

    private static String callCentre(News news) {
        return news.guest().tenant().integrator().callcenterId();
    }
}
