package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import org.patchbay.exchange.Root;
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

    /** One field. */
    public record Field(String name, From from) {}

    /** Where the value of a field comes from. */
    public sealed interface From {
        /** From nowhere: the field is cleared. */
        record Nothing() implements From {}

        /** From the result. */
        record Result(Path path, boolean merge) implements From {}

        /** From what the request saw. */
        record Elsewhere(Reference reference, boolean merge) implements From {}
    }

    /** Fields to write by name, from what can be read now; empty clears. */
    public Map<String, Optional<JsonNode>> read(Values values) {
        return read(JsonNodeFactory.instance.objectNode(), values);
    }

    /** Fields to write by name; empty clears. */
    Map<String, Optional<JsonNode>> read(ObjectNode result, Values values) {
        var stored = new LinkedHashMap<String, Optional<JsonNode>>();
        for (var field : fields) {
            switch (field.from()) {
                case From.Nothing _ -> stored.put(field.name(), Optional.empty());
                case From.Result(var path, var merge) ->
                    Optional.of(path.find(result))
                            .filter(found -> !Reference.isAbsent(found))
                            .map(found -> merged(field.name(), found, merge, values))
                            .ifPresent(value -> stored.put(field.name(), Optional.of(value)));
                case From.Elsewhere(var reference, var merge) ->
                    Optional.of(reference.in(values))
                            .filter(found -> !found.isMissingNode())
                            .map(found -> merged(field.name(), found, merge, values))
                            .ifPresent(value ->
                                    stored.put(field.name(), Optional.of(value).filter(found -> !found.isNull())));
            }
        }
        return stored;
    }

    private static JsonNode merged(String field, JsonNode found, boolean merge, Values values) {
        return merge ? MergePatch.apply(before(field, values), found) : found;
    }

    private static JsonNode before(String field, Values values) {
        var own = values.root(Root.INTEGRATOR).path(field);
        return own.isMissingNode() ? values.root(Root.TEMPLATE).path(field) : own;
    }

    /** Compiles entries that have no result to read from. */
    public static Stores compile(Map<String, StoreEntry> store, Scope scope, Problems problems) {
        return compile(store, new ResultNames(Map.of()), scope, problems);
    }

    static Stores compile(Map<String, StoreEntry> store, ResultNames names, Scope scope, Problems problems) {
        var fields = new ArrayList<Field>();
        store.forEach((field, entry) -> {
            if (entry.from().isEmpty()) {
                fields.add(new Field(field, new From.Nothing()));
            } else {
                from(entry.from().get(), entry.merge(), names, new Known(scope, problems))
                        .ifPresent(from -> fields.add(new Field(field, from)));
            }
        });
        return new Stores(fields);
    }

    /** What paths are compiled against. */
    private record Known(Scope scope, Problems problems) {}

    private static Optional<From> from(PathText text, boolean merge, ResultNames names, Known known) {
        var path = ReplyPath.dotted(text, known.problems());
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (names.has(path.get())) {
            names.check(text.at(), path.get(), known.problems());
            return Optional.of(new From.Result(path.get(), merge));
        }
        var first = ResultNames.first(path.get());
        if (known.scope().root(first).isPresent()) {
            return new References(known.scope(), known.problems())
                    .source(text)
                    .map(reference -> new From.Elsewhere(reference, merge));
        }
        var words = new TreeSet<>(known.scope().words());
        words.addAll(names.fields().keySet());
        known.problems()
                .add("PB304", text.at(), "no result called `" + first + "`", "not found", Nearest.help(first, words));
        return Optional.empty();
    }
}
