package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import org.patchbay.config.Definitions;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.store.Fields;

/**
 * In which states templates are: as their documents ask, unless somebody has decided otherwise since. A decision holds until the document
 * asks for something else than it did then (decision 0091).
 */
record Lifecycle(Fields fields, Publications publications) {
    private static final String STATE = "state";
    private static final String ASKED = "asked";

    /** The definitions with each template in the state that it is in. */
    Definitions applied(Definitions definitions) {
        return definitions.with(template -> template.in(state(definitions, template)));
    }

    private TemplateState state(Definitions definitions, Template template) {
        return decided(template).orElseGet(() -> asked(definitions, template));
    }

    /** What asks to be published waits in review where a second person is needed, unless it was published before. */
    private TemplateState asked(Definitions definitions, Template template) {
        var waits = template.state() == TemplateState.PUBLISHED
                && definitions.installation().review()
                && !publications.isKnown(template);
        return waits ? TemplateState.REVIEW : template.state();
    }

    private Optional<TemplateState> decided(Template template) {
        var stored = fields.stored(place(template));
        return Optional.ofNullable(stored.get(ASKED))
                .filter(asked -> asked.asText().equals(template.state().name()))
                .flatMap(_ -> Optional.ofNullable(stored.get(STATE)))
                .map(state -> TemplateState.valueOf(state.asText()));
    }

    /**
     * Decides in which state a template is from now on.
     *
     * @param template as its document has it
     */
    void decide(Template template, TemplateState state) {
        fields.store(
                place(template),
                ASKED,
                Optional.of(TextNode.valueOf(template.state().name())));
        fields.store(place(template), STATE, Optional.of(TextNode.valueOf(state.name())));
    }

    private static String place(Template template) {
        return "lifecycle/" + template.pinned();
    }
}
