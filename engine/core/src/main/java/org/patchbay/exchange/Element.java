package org.patchbay.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A map that was read from an element of XML. Alone it may be a list of one: only repeated elements are lists (format reference, 2.4). */
@SuppressWarnings("unchecked")
public final class Element extends ObjectNode {
    private static final long serialVersionUID = 1L;

    /** An element without anything in it. */
    public Element() {
        super(JsonNodeFactory.instance);
    }
}
