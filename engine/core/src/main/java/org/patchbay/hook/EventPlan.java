package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.HookEvent;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.definition.Name;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Excerpt;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Path;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;
import org.patchbay.mapping.Stores;

/** One kind of event that a hook hears, compiled. */
record EventPlan(
        HookEvent event,
        Optional<Path> each,
        Optional<Pattern> split,
        Guard when,
        Optional<Reference> dedupe,
        Optional<Reference> callId,
        Map<String, Reference> adds,
        Map<String, Reference> fields,
        Stores stores) {
    EventPlan {
        adds = Map.copyOf(adds);
        fields = Map.copyOf(fields);
    }

    static EventPlan compile(HookEvent event, Scope scope, Problems problems) {
        var references = new References(scope, problems);
        return new EventPlan(
                event,
                event.each().flatMap(path -> path(path, problems)),
                event.split()
                        .flatMap(text -> Excerpt.compile(event.at(), text, problems))
                        .map(Excerpt::pattern),
                event.when().map(when -> Guard.compile(when, scope, problems)).orElseGet(Guard::always),
                event.dedupe().flatMap(references::source),
                event.callId().flatMap(references::source),
                compile(event.adds(), references),
                compile(event.fields(), references),
                Stores.compile(event.store(), scope, problems));
    }

    private static Map<String, Reference> compile(Map<String, PathText> paths, References references) {
        var compiled = new LinkedHashMap<String, Reference>();
        paths.forEach((name, path) -> references.source(path).ifPresent(reference -> compiled.put(name, reference)));
        return compiled;
    }

    private static Optional<Path> path(PathText path, Problems problems) {
        try {
            return Optional.of(Path.parse(path.text()));
        } catch (IllegalArgumentException empty) {
            problems.add("PB604", path.at(), String.valueOf(empty.getMessage()), "not a path", "for example commits.*");
            return Optional.empty();
        }
    }

    /** The elements that it is about, one of which is the body of each event. */
    Stream<JsonNode> elements(JsonNode body) {
        return split.map(between -> found(body).flatMap(text -> parts(between, text)))
                .orElseGet(() -> found(body));
    }

    private static Stream<JsonNode> parts(Pattern between, JsonNode text) {
        return Stream.of(between.split(Scalars.text(text)))
                .filter(part -> !part.isBlank())
                .map(part -> text instanceof SecretNode ? SecretNode.of(part) : TextNode.valueOf(part));
    }

    private Stream<JsonNode> found(JsonNode body) {
        if (each.isEmpty()) {
            return Stream.of(body);
        }
        var found = each.get().find(body);
        return found.isArray() ? found.valueStream() : Stream.of(found).filter(one -> !Reference.isAbsent(one));
    }

    /** What has happened, as the request tells it. */
    List<Happening> heard(JsonNode body, Values values) {
        return elements(body)
                .map(element -> values.with(Root.BODY, element))
                .filter(when::holds)
                .map(this::happening)
                .toList();
    }

    private Happening happening(Values values) {
        var happening = new Happening(
                event.trigger().map(Name::text),
                event.link(),
                body(values),
                text(dedupe, values),
                stores.read(values),
                found(fields, values));
        return text(callId, values).map(happening::of).orElse(happening);
    }

    /** True when an integrator is made of what it hears. */
    boolean connects() {
        return event.link().equals(Optional.of(Linking.CONNECT));
    }

    private JsonNode body(Values values) {
        var body = values.root(Root.BODY);
        if (adds.isEmpty()) {
            return body;
        }
        var laden = body instanceof ObjectNode map ? map.deepCopy() : JsonNodeFactory.instance.objectNode();
        if (body.isValueNode() && !body.isNull() || body.isArray()) {
            laden.set("value", body);
        }
        return laden.setAll(found(adds, values));
    }

    private static Map<String, JsonNode> found(Map<String, Reference> references, Values values) {
        var found = new LinkedHashMap<String, JsonNode>();
        references.forEach((name, reference) -> {
            var value = reference.in(values);
            if (!Reference.isAbsent(value)) {
                found.put(name, value);
            }
        });
        return found;
    }

    /** A list or a map as a whole is as good as a text. */
    private static Optional<String> text(Optional<Reference> reference, Values values) {
        return reference
                .map(found -> found.in(values))
                .filter(value -> !Reference.isAbsent(value))
                .map(value -> value.isContainerNode() ? value.toString() : Scalars.text(value))
                .filter(text -> !text.isEmpty());
    }
}
