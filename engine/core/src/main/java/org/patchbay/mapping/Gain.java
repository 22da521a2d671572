package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Answering;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/**
 * What is kept of a good reply: results, who was found, what is remembered and stored. A reply has results when it is a 2xx, or when
 * {@code successWhen} holds: the 401 of a challenge says what to sign.
 */
record Gain(Entries results, Optional<Matching> matching, Remembers remembers, Stores stores) {
    static Gain compile(Answering reply, ResultNames names, Scope scope, Problems problems) {
        var about = scope.with(Root.STATUS, Names.value()).with(Root.HEADER, Names.free());
        return new Gain(
                new EntryCompiler(about, problems).compile(reply.result()),
                Matching.compile(reply, names, problems),
                Remembers.compile(reply.remember(), names, problems),
                Stores.compile(reply.store(), names, scope, problems));
    }

    /** Roots that templates in the results read. */
    Set<Root> reads() {
        var reads = EnumSet.noneOf(Root.class);
        results.references().forEach(reference -> reads.add(reference.root()));
        return reads;
    }

    /**
     * Reads a reply that means success.
     *
     * @throws Misfit when the reply does not fit the results
     */
    Mapper.Mapped of(Incoming incoming, Reading reading, Optional<OutcomeRule> rule) {
        var result = incoming.is2xx() || rule.isEmpty()
                ? results.read(body(incoming), reading)
                : JsonNodeFactory.instance.objectNode();
        var match = matching.map(found -> found.in(result));
        return new Mapper.Mapped(new Outcome.Ok(result), match, remembers.of(result), stored(result, reading, rule));
    }

    private JsonNode body(Incoming incoming) {
        if (!results.readBody()) {
            return MissingNode.getInstance();
        }
        return switch (incoming.body()) {
            case ReplyBody.Read(var tree) -> tree;
            case ReplyBody.Unreadable(var why) -> throw new Misfit("a body that is " + why);
        };
    }

    private Map<String, Optional<JsonNode>> stored(ObjectNode result, Reading reading, Optional<OutcomeRule> rule) {
        var own = stores.read(result, reading.values());
        if (rule.isEmpty()) {
            return own;
        }
        var all = new LinkedHashMap<>(own);
        all.putAll(rule.get().stores().read(result, reading.values()));
        return all;
    }
}
