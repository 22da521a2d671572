package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;

/** The constants that stand in for a result. */
final class Fallback {
    private Fallback() {}

    /** Compiles the fallback of an endpoint: a map of names of results; empty when it was reported. */
    static Optional<ObjectNode> compile(Tree tree, ResultNames names, Problems problems) {
        if (!(tree instanceof Tree.Entries(var _, var entries))) {
            problems.add(
                    "PB205", tree.at(), "`fallback` is a map of results", "not a map", "for example { name: unknown }");
            return Optional.empty();
        }
        entries.forEach((name, entry) -> names.check(new Name(entry.key(), name), problems));
        return tree.toJson() instanceof ObjectNode constants ? Optional.of(constants) : Optional.empty();
    }
}
