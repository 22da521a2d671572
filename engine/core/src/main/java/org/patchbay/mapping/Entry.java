package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.exchange.Refusal;
import org.patchbay.expression.Excerpt;
import org.patchbay.expression.Reference;
import org.patchbay.format.Format;

/**
 * One compiled entry of a result. In this order: the value is found; {@code each} makes a map of every element; {@code match}, {@code map}
 * and {@code format} change it, in a list every element, and what they cannot read is missing; what is missing or null then becomes
 * {@code default}, which is taken as it is.
 */
record Entry(
        String name,
        Source source,
        Optional<Entries> each,
        Optional<Excerpt> match,
        Optional<Translation> map,
        Optional<Format> format,
        Optional<ValueTree> fallback,
        Need need) {

    /** Whether a reply without this value fits. */
    enum Need {
        REQUIRED,
        OPTIONAL
    }

    /**
     * The value below this root of the reply; a missing node when there is none.
     *
     * @throws Misfit when it is required and missing
     */
    JsonNode read(JsonNode root, Reading reading) {
        var found = shaped(each.isPresent() ? elements(root, reading) : source.find(root, reading), reading);
        var value = Reference.isAbsent(found)
                ? fallback.map(tree -> made(tree, reading)).orElse(found)
                : found;
        if (need == Need.REQUIRED && Reference.isAbsent(value)) {
            throw new Misfit("no value for the required result `" + reading.name(name) + "` (" + source + ")");
        }
        return value;
    }

    /** One element alone is a list of one: XML cannot tell them apart. */
    private JsonNode elements(JsonNode root, Reading reading) {
        var found = source.find(root, reading);
        if (Reference.isAbsent(found) || each.isEmpty()) {
            return found;
        }
        var entries = each.get();
        var inner = reading.inside(name);
        var list = JsonNodeFactory.instance.arrayNode();
        if (found instanceof ArrayNode elements) {
            elements.forEach(element -> list.add(entries.read(element, inner)));
        } else {
            list.add(entries.read(found, inner));
        }
        return list;
    }

    private JsonNode shaped(JsonNode found, Reading reading) {
        if (Reference.isAbsent(found)) {
            return found;
        }
        var matched = match.map(excerpt -> excerpt.of(found)).orElse(found);
        var mapped = map.map(words -> words.of(matched, reading.values())).orElse(matched);
        return Reference.isAbsent(mapped)
                ? mapped
                : format.map(form -> formatted(form, mapped, reading)).orElse(mapped);
    }

    private static JsonNode formatted(Format form, JsonNode value, Reading reading) {
        try {
            return form.apply(value, reading.locality());
        } catch (Refusal refusal) {
            return MissingNode.getInstance();
        }
    }

    /** Everything that its templates read. */
    Stream<Reference> references() {
        var made = source instanceof Source.Made(var tree) ? tree.references() : Stream.<Reference>empty();
        var inner = each.stream().flatMap(Entries::references);
        return Stream.of(made, inner, fallback.stream().flatMap(ValueTree::references))
                .flatMap(found -> found);
    }

    private static JsonNode made(ValueTree tree, Reading reading) {
        try {
            return tree.in(reading.values());
        } catch (Refusal refusal) {
            return MissingNode.getInstance();
        }
    }
}
