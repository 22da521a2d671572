package org.patchbay.engine;

import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Problem;
import org.patchbay.store.Integrators;
import org.patchbay.store.Integrators.Kept;

/** Integrators that are kept and do not run, because they would be refused now; their work waits (decision 0065). Thread-safe. */
public final class Unserved {
    private final Revisioner revisioner;
    private final Integrators kept;

    Unserved(Revisioner revisioner, Integrators kept) {
        this.revisioner = revisioner;
        this.kept = kept;
    }

    /** Those that were left out when the live revision was taken, by name. */
    public List<Kept> list() {
        return revisioner.live().stream()
                .flatMap(live -> live.warnings().stream())
                .map(warning -> warning.at().file())
                .filter(file -> file.startsWith(LeftOut.STORE))
                .map(file -> file.substring(LeftOut.STORE.length()))
                .distinct()
                .sorted()
                .flatMap(name -> kept.find(name).stream())
                .filter(this::has)
                .toList();
    }

    /** True when this one is left out of the live revision. */
    public boolean has(Kept one) {
        return revisioner
                        .live()
                        .filter(live -> live.tenant(one.name()).isEmpty())
                        .isPresent()
                && revisioner.look(one.content()).integrator().isEmpty();
    }

    /** What is wrong with the integrator of that name; empty when it runs, or none is kept. */
    public Optional<String> why(String integrator) {
        return revisioner
                .live()
                .filter(live -> live.tenant(integrator).isEmpty())
                .flatMap(_ -> kept.find(integrator))
                .flatMap(this::why);
    }

    /** What is wrong with one; empty when nothing is. */
    public Optional<String> why(Kept one) {
        return revisioner.look(one.content()).problems().stream()
                .filter(Problem::isError)
                .map(Problem::text)
                .findFirst();
    }
}
