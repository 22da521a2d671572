package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StoreEntry;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/**
 * Compiled {@code store} entries: what is written into fields. A value that is missing writes nothing. Neither does a null of a result, by
 * which partners say that they know nothing; a null of the request clears the field, as who sends it says so.
 */
public record Stores(List<Field> fields) {
    public Stores {
        fields = List.copyOf(fields);
    }

    /**
     * One field.
     *
     * @param inside keys below it, where a part of it is written
     * @param how what is found takes the place of what is there
     */
    public record Field(String name, List<String> inside, From from, How how) {
        public Field {
            inside = List.copyOf(inside);
        }
    }

    /** How a value takes the place of another. */
    public enum How {
        /** The other is gone. */
        REPLACE,
        /** A map is laid over the other. */
        MERGE
    }

    /** Where the value of a field comes from. */
    public sealed interface From {
        /** From nowhere: the field is cleared. */
        record Nothing() implements From {}

        /** From the result. */
        record Result(Path path) implements From {}

        /** From what the request saw. */
        record Elsewhere(Reference reference) implements From {}
    }

    /** Fields to change by name, from what can be read now. */
    public Map<String, FieldChange> read(Values values) {
        return read(JsonNodeFactory.instance.objectNode(), values);
    }

    /** Fields to change by name. */
    Map<String, FieldChange> read(ObjectNode result, Values values) {
        var stored = new LinkedHashMap<String, FieldChange>();
        for (var field : fields) {
            var found = found(field.from(), result, values);
            if (!found.isMissingNode()) {
                var part = new FieldChange.Part(field.inside(), found, field.how());
                stored.merge(field.name(), new FieldChange(List.of(part)), FieldChange::then);
            }
        }
        return stored;
    }

    /** A missing node when there is nothing to write, null when the field is to be cleared. */
    private static JsonNode found(From from, ObjectNode result, Values values) {
        return switch (from) {
            case From.Nothing _ -> NullNode.getInstance();
            case From.Result(var path) ->
                Optional.of(path.find(result)).filter(found -> !found.isNull()).orElseGet(MissingNode::getInstance);
            case From.Elsewhere(var reference) -> reference.in(values);
        };
    }

    /** Compiles entries that have no result to read from. */
    public static Stores compile(Map<String, StoreEntry> store, Scope scope, Problems problems) {
        return compile(store, new ResultNames(Map.of()), scope, problems);
    }

    static Stores compile(Map<String, StoreEntry> store, ResultNames names, Scope scope, Problems problems) {
        var fields = new ArrayList<Field>();
        store.forEach((key, entry) -> {
            var parts = List.of(key.split("\\."));
            var from = entry.from().isEmpty()
                    ? Optional.<From>of(new From.Nothing())
                    : from(entry.from().get(), names, new Known(scope, problems));
            var how = entry.merge() ? How.MERGE : How.REPLACE;
            from.ifPresent(
                    found -> fields.add(new Field(parts.getFirst(), parts.subList(1, parts.size()), found, how)));
        });
        return new Stores(fields);
    }

    /** What paths are compiled against. */
    private record Known(Scope scope, Problems problems) {}

    private static Optional<From> from(PathText text, ResultNames names, Known known) {
        var path = ReplyPath.dotted(text, known.problems());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (names.has(path.get())) {
            names.check(text.at(), path.get(), known.problems());
            return Optional.of(new From.Result(path.get()));
        }
        var first = ResultNames.first(path.get());
        if (known.scope().root(first).isPresent()) {
            return new References(known.scope(), known.problems()).source(text).map(From.Elsewhere::new);
        }
        var words = new TreeSet<>(known.scope().words());
        words.addAll(names.fields().keySet());
        known.problems()
                .add("PB304", text.at(), "no result called `" + first + "`", "not found", Nearest.help(first, words));
        return Optional.empty();
    }
}
