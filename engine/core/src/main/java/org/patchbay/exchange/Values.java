package org.patchbay.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.EnumMap;
import java.util.Map;

/** Everything that a template, a path or a condition can read at one moment of a run. Immutable; copies are cheap. */
public final class Values {
    private final EnumMap<Root, JsonNode> roots;
    private final Moment moment;

    private Values(EnumMap<Root, JsonNode> roots, Moment moment) {
        this.roots = roots;
        this.moment = moment;
    }

    /** Nothing but a clock reading. */
    public static Values at(Moment moment) {
        return new Values(new EnumMap<>(Root.class), moment);
    }

    /** These roots at that clock reading. */
    public static Values of(Map<Root, JsonNode> roots, Moment moment) {
        var copy = new EnumMap<Root, JsonNode>(Root.class);
        copy.putAll(roots);
        return new Values(copy, moment);
    }

    /** The same with one root replaced. */
    public Values with(Root root, JsonNode value) {
        var copy = roots.clone();
        copy.put(root, value);
        return new Values(copy, moment);
    }

    /** The same at another clock reading. */
    public Values readAt(Moment other) {
        return new Values(roots, other);
    }

    /** The value of a root; a missing node when it has none. */
    public JsonNode root(Root root) {
        return roots.getOrDefault(root, MissingNode.getInstance());
    }

    /** The clock reading and random value of this request. */
    public Moment moment() {
        return moment;
    }
}
