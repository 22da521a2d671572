package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.config.Frozen;
import org.patchbay.config.Loaded;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.store.Fields;

/** Remembers what published templates say, and refuses another text under the same version. */
record Publications(Fields fields) {
    private static final String HASH = "published";

    /**
     * Reports what is published with another text than before, and what cannot be published yet.
     *
     * @param ready whether what a template wants before it is published is the case
     */
    void check(Loaded loaded, Predicate<Template> ready, Problems problems) {
        loaded.definitions().templates().stream()
                .filter(template -> isShared(template.state()))
                .filter(template -> !isKnown(template) && !ready.test(template))
                .forEach(template -> problems.add(
                        "PB905",
                        template.publishWhen()
                                .map(condition -> condition.tree().at())
                                .orElse(template.at()),
                        "`" + template.pinned() + "` cannot be published yet",
                        "what it wants before that is not the case",
                        "leave it in `state: review`, and publish it when the condition holds"));
        published(loaded)
                .filter(one -> known(one.name())
                        .filter(hash -> !hash.equals(one.hash()))
                        .isPresent())
                .forEach(one -> problems.add(
                        "PB901",
                        one.at(),
                        "`" + one.name() + "` is published, and its text was changed",
                        "integrators rely on it",
                        "give the changed text the next `version`; the published one runs beside it"));
    }

    private static Stream<Frozen> published(Loaded loaded) {
        return loaded.frozen().stream()
                .filter(one -> loaded.definitions()
                        .template(one.name())
                        .map(Template::state)
                        .filter(Publications::isShared)
                        .isPresent());
    }

    private static boolean isShared(TemplateState state) {
        return switch (state) {
            case PUBLISHED, DEPRECATED -> true;
            case DRAFT, ACTIVE, REVIEW, REMOVED -> false;
        };
    }

    /** True when that version was published before. */
    boolean isKnown(Template template) {
        return known(template.pinned()).isPresent();
    }

    private Optional<String> known(String name) {
        return Optional.ofNullable(fields.stored(place(name)).get(HASH)).map(node -> node.asText());
    }

    void remember(Loaded loaded) {
        published(loaded)
                .filter(one -> known(one.name()).isEmpty())
                .forEach(one -> fields.store(place(one.name()), HASH, Optional.of(TextNode.valueOf(one.hash()))));
    }

    private static String place(String name) {
        return "publication/" + name;
    }
}
