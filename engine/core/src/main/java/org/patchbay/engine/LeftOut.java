package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.config.Loaded;
import org.patchbay.definition.Problem;

/**
 * Integrators of the store that would be refused now: rules have changed since they were made. One that runs keeps documents from being
 * taken that it does not fit. One that does not run is left out and told of, so that nobody else has to wait for it.
 */
record LeftOut(Optional<Live> live) {
    private static final String STORE = "store/";

    Loaded tolerated(Loaded loaded) {
        return loaded.with(loaded.problems().stream()
                .map(problem -> problem.isError() && isLeftOut(problem) ? warning(problem) : problem)
                .toList());
    }

    private boolean isLeftOut(Problem problem) {
        var file = problem.at().file();
        return file.startsWith(STORE)
                && live.flatMap(now -> now.tenant(file.substring(STORE.length())))
                        .isEmpty();
    }

    private static Problem warning(Problem problem) {
        return new Problem(
                problem.code(),
                Problem.Severity.WARNING,
                problem.at(),
                problem.text() + ", so this integrator is left out",
                problem.note(),
                "remove it and make it anew; it waits in the store");
    }
}
