package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.definition.Answering;
import org.patchbay.definition.Match;
import org.patchbay.definition.Problems;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;

/**
 * Whether a list result found none, one or many, and which of many is meant. A choice that the configuration makes (first, newest,
 * oldest) leaves one; {@code many} is said where the agent has to choose, and for all of them.
 */
record Matching(String of, Match.Many many, Optional<Path> by) {
    /** Words of a match. */
    static final String NONE = "none";

    static final String ONE = "one";
    static final String MANY = "many";

    static Optional<Matching> compile(Answering reply, ResultNames names, Problems problems) {
        return reply.match().map(match -> {
            names.check(match.of(), problems);
            return new Matching(match.of().text(), match.many(), by(match, names, problems));
        });
    }

    private static Optional<Path> by(Match match, ResultNames names, Problems problems) {
        var compares = match.many() == Match.Many.NEWEST || match.many() == Match.Many.OLDEST;
        if (compares && match.by().isEmpty()) {
            problems.add(
                    "PB204",
                    match.at(),
                    "the newest or oldest is found by a field of the elements",
                    "`by` is missing",
                    "for example by: updatedAt");
        }
        var path = match.by().flatMap(text -> ReplyPath.dotted(text, problems));
        path.ifPresent(
                found -> names.checkField(match.by().get().at(), match.of().text(), found, problems));
        return compares ? path : Optional.empty();
    }

    /** The word for what was found; {@code matched} and {@code candidates} are put into the result. */
    String in(ObjectNode result) {
        var found = list(result.path(of));
        if (found.isEmpty()) {
            return NONE;
        }
        if (found.size() == 1) {
            result.set(ResultNames.MATCHED, found.get(0));
            return ONE;
        }
        return switch (many) {
            case ASK -> {
                result.set(ResultNames.CANDIDATES, found);
                yield MANY;
            }
            case FIRST -> chosen(result, found.get(0));
            case NEWEST ->
                chosen(result, by.map(path -> Order.greatest(found, path)).orElse(found.get(0)));
            case OLDEST ->
                chosen(result, by.map(path -> Order.smallest(found, path)).orElse(found.get(0)));
            case NONE -> NONE;
            case ALL -> {
                result.set(ResultNames.MATCHED, found.get(0));
                yield MANY;
            }
        };
    }

    private static String chosen(ObjectNode result, JsonNode element) {
        result.set(ResultNames.MATCHED, element);
        return ONE;
    }

    private static ArrayNode list(JsonNode found) {
        if (found instanceof ArrayNode list) {
            return list;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        return Reference.isAbsent(found) ? list : list.add(found);
    }
}
