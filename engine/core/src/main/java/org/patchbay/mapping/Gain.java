package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/**
 * What is kept of a good reply: results, who was found, what is remembered and stored. A reply has results when it is a 2xx, or when
 * {@code successWhen} holds: the 401 of a challenge says what to sign.
 */
record Gain(Entries results, Onward onward, Optional<Matching> matching, Remembers remembers, Stores stores) {
    static Gain compile(Endpoint endpoint, ResultNames names, Scope scope, Problems problems) {
        var reply = endpoint.reply();
        var about = scope.with(Root.STATUS, Names.value()).with(Root.HEADER, Names.free());
        return new Gain(
                new EntryCompiler(about, problems).compile(reply.result()),
                Onward.compile(endpoint, about, problems),
                Matching.compile(reply, names, problems),
                Remembers.compile(reply.remember(), names, problems),
                Stores.compile(reply.store(), names, scope, problems));
    }

    /** Roots that templates in the results read. */
    Set<Root> reads() {
        var reads = EnumSet.noneOf(Root.class);
        Stream.concat(results.references(), onward.entries().references())
                .forEach(reference -> reads.add(reference.root()));
        return reads;
    }

    /**
     * Reads a reply that means success.
     *
     * @throws Misfit when the reply does not fit the results
     */
    Mapper.Mapped of(Incoming incoming, Reading reading, Optional<OutcomeRule> rule) {
        var nothing = JsonNodeFactory.instance.objectNode();
        var gains = incoming.is2xx() || rule.isEmpty();
        var body = gains ? body(incoming) : MissingNode.getInstance();
        var result = gains ? results.read(body, reading) : nothing;
        var more = gains ? onward.read(body, reading) : nothing;
        return mapped(result, more, reading.values(), ruled(rule, result, reading.values()));
    }

    /**
     * What is kept of several good replies as if they were one: lists are joined, of all else the last one counts.
     *
     * @param pages in their order, at least one
     * @param values as the requests saw them
     */
    Mapper.Mapped joined(List<Mapper.Mapped> pages, Values values) {
        var stored = new LinkedHashMap<String, FieldChange>();
        pages.forEach(page -> add(page.stored(), stored));
        var results = pages.stream().flatMap(page -> page.result().stream()).toList();
        return mapped(Joining.of(results), pages.getLast().onward(), values, stored);
    }

    private Mapper.Mapped mapped(ObjectNode result, ObjectNode more, Values values, Map<String, FieldChange> ruled) {
        var match = matching.map(found -> found.in(result));
        var stored = new LinkedHashMap<>(stores.read(result, values));
        add(ruled, stored);
        return new Mapper.Mapped(new Outcome.Ok(result), match, remembers.of(result), stored, more);
    }

    private static void add(Map<String, FieldChange> more, Map<String, FieldChange> stored) {
        more.forEach((field, change) -> stored.merge(field, change, FieldChange::then));
    }

    private JsonNode body(Incoming incoming) {
        if (!results.readBody() && !onward.entries().readBody()) {
            return MissingNode.getInstance();
        }
        return switch (incoming.body()) {
            case ReplyBody.Read(var tree) -> tree;
            case ReplyBody.Unreadable(var why) -> throw new Misfit("a body that is " + why);
        };
    }

    private static Map<String, FieldChange> ruled(Optional<OutcomeRule> rule, ObjectNode result, Values values) {
        return rule.map(found -> found.stores().read(result, values)).orElse(Map.of());
    }
}
