package org.patchbay.engine;

import static java.util.stream.Collectors.toUnmodifiableSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.config.Loaded;
import org.patchbay.config.Loader;
import org.patchbay.definition.Problem;
import org.patchbay.store.Revisions;

/**
 * Integrators of the store that would be refused now: rules have changed since they were made, and they fit not even the documents that
 * were accepted last. Such a one is left out and told of, so that nobody else has to wait for it. One that fits those, or runs, keeps
 * documents from being taken that it does not fit; and none takes the name of one in a document.
 */
record LeftOut(Loader loader, Revisions revisions, Optional<Live> live) {
    /** Where integrators stand that stand in no document. */
    static final String STORE = "store/";

    private static final String NAME_TAKEN = "PB309";

    /** Documents with the integrators that stand in none. */
    Loaded load(Map<String, String> texts, List<ObjectNode> kept) {
        var loaded = loader.load(texts, kept);
        if (loaded.problems().stream().noneMatch(this::mayBeLeftOut)) {
            return loaded;
        }
        var misfits = misfits(kept);
        return loaded.with(loaded.problems().stream()
                .map(problem ->
                        mayBeLeftOut(problem) && misfits.contains(problem.at().file()) ? warning(problem) : problem)
                .toList());
    }

    private boolean mayBeLeftOut(Problem problem) {
        var file = problem.at().file();
        return problem.isError()
                && file.startsWith(STORE)
                && !problem.code().equals(NAME_TAKEN)
                && live.flatMap(now -> now.tenant(file.substring(STORE.length())))
                        .isEmpty();
    }

    /** Those that the documents which were accepted last would refuse too. */
    private Set<String> misfits(List<ObjectNode> kept) {
        return revisions.newest().stream()
                .flatMap(newest -> loader.load(newest.documents(), kept).problems().stream())
                .filter(Problem::isError)
                .map(problem -> problem.at().file())
                .collect(toUnmodifiableSet());
    }

    private static Problem warning(Problem problem) {
        return new Problem(
                problem.code(),
                Problem.Severity.WARNING,
                problem.at(),
                problem.text() + ", so this integrator is left out",
                problem.note(),
                "remove it and make it anew; it waits in the store, and its work with it");
    }
}
