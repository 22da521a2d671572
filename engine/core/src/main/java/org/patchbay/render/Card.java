package org.patchbay.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;

/** What the agent sees, compiled: texts only (format reference, section 13). */
public final class Card {
    private Card() {}

    /** Compiles a card; what is wrong in it is reported. */
    public static Card compile(Iframe iframe, Scope scope, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /**
     * The card as data: {@code title subtitle message image link{label,url} fields[{label,value,url}] list{title,items[]} (one or a
     * list of them) buttons[{label,trigger|action|url}]}, absent where it is empty.
     *
     * @param match none, one or many where a step looked for somebody; with none the card of an unknown caller is shown
     * @param language language of labels
     */
    public ObjectNode show(Values values, Optional<String> match, String language) {
        throw new UnsupportedOperationException();
    }

    /** What the front-end may open: {@code type url label}; empty when there is nothing to open. */
    public Optional<ObjectNode> pop(Values values, Optional<String> match) {
        throw new UnsupportedOperationException();
    }
}
