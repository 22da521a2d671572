package org.patchbay.config;

import java.util.Optional;
import org.patchbay.definition.At;

/**
 * A definition together with what it was made from.
 *
 * @param part where it stands
 * @param node what was bound, with everything written out that parts share
 * @param value the definition, as far as it could be bound
 */
record Bound<T>(Part part, Node.Entries node, Optional<T> value) {
    /** The name that the document gives it; empty when it gives none. */
    String name() {
        return TemplateOverlay.nameOf(node);
    }

    /** Place of the name, or of the definition when it has none. */
    At nameAt() {
        return node.text("name").map(Node.Text::at).orElse(node.at());
    }
}
