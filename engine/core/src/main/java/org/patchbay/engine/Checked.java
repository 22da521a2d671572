package org.patchbay.engine;

import java.util.List;
import org.patchbay.config.Loaded;
import org.patchbay.definition.Problem;

/** A set of documents that was looked at and not taken: everything that was found, in order of place. */
public record Checked(Loaded loaded, List<Problem> problems) {
    public Checked {
        problems = List.copyOf(problems);
    }

    /** True when it would be refused. */
    public boolean refused() {
        return problems.stream().anyMatch(Problem::isError);
    }
}
