package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.patchbay.config.Frozen;
import org.patchbay.definition.Problems;
import org.patchbay.store.Fields;

/** Remembers what published templates say, and refuses another text under the same version. */
record Publications(Fields fields) {
    private static final String HASH = "published";

    void check(List<Frozen> published, Problems problems) {
        for (var one : published) {
            known(one)
                    .filter(hash -> !hash.equals(one.hash()))
                    .ifPresent(_ -> problems.add(
                            "PB901",
                            one.at(),
                            "`" + one.name() + "` is published, and its text was changed",
                            "integrators rely on it",
                            "give the changed text the next `version`; the published one runs beside it"));
        }
    }

    private Optional<String> known(Frozen one) {
        return Optional.ofNullable(fields.stored(place(one)).get(HASH)).map(node -> node.asText());
    }

    void remember(List<Frozen> published) {
        published.stream()
                .filter(one -> known(one).isEmpty())
                .forEach(one -> fields.store(place(one), HASH, Optional.of(TextNode.valueOf(one.hash()))));
    }

    private static String place(Frozen one) {
        return "publication/" + one.name();
    }
}
