package org.patchbay.server.cli;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.patchbay.config.Findings;
import org.patchbay.config.Loaded;
import org.patchbay.definition.Problem;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.engine.Tools;
import org.patchbay.sign.StrongRandom;
import org.patchbay.spi.TransportFailure;
import org.patchbay.spi.Transports;
import org.patchbay.store.memory.MemoryStore;

/** Looks documents over as a server would before it takes them; sends nothing and keeps nothing. */
final class Checking implements AutoCloseable {
    private static final Transports NOWHERE = (_, _) -> (_, _) -> {
        throw new TransportFailure(TransportFailure.Kind.BLOCKED, "nothing is sent while documents are checked");
    };
    private static final Comparator<Problem> BY_PLACE = Comparator.comparing(
                    (Problem problem) -> problem.at().file())
            .thenComparingInt(problem -> problem.at().line())
            .thenComparingInt(problem -> problem.at().column());

    private final Engine engine;

    Checking(StoredSecrets secrets) {
        this.engine = new Engine(
                new Tools(new MemoryStore(), NOWHERE, secrets.sources(), InstantSource.system(), new StrongRandom()));
    }

    /** What was found, in order of place. */
    record Result(Loaded loaded, List<Problem> problems) {
        /** {@code 2 templates, 3 integrators: 1 error, 0 warnings.} */
        String summary() {
            return Findings.summary(loaded.with(problems));
        }

        boolean refused() {
            return problems.stream().anyMatch(Problem::isError);
        }
    }

    Result check(Documents documents) {
        var checked = engine.check(documents.texts());
        var problems = new ArrayList<>(documents.problems());
        problems.addAll(checked.problems());
        problems.sort(BY_PLACE);
        return new Result(checked.loaded(), List.copyOf(problems));
    }

    /** The documents, compiled as a server would run them; only for those without errors. */
    Live serve(Documents documents) {
        engine.load(documents.texts(), "dry-run", Optional.empty());
        return engine.live().orElseThrow();
    }

    @Override
    public void close() {
        engine.close();
    }
}
