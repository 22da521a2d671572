package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Excerpt;
import org.patchbay.expression.Reference;
import org.patchbay.format.Format;
import org.patchbay.format.Locality;

/** What is made of a value on its way: match, default, map, format, join, in this order. */
record Making(
        Optional<Excerpt> match,
        Optional<Leaves> fallback,
        Translation translation,
        Format format,
        Optional<String> join) {
    Found make(Found found, Values values, Locality locality) {
        var translated = translated(matched(found), values);
        var formatted = format.apply(translated.value(), locality);
        return new Found(join.map(between -> joined(formatted, between)).orElse(formatted), translated.source());
    }

    private Found matched(Found found) {
        return match.filter(_ -> !found.isEmpty())
                .map(excerpt -> new Found(excerpt.of(found.value()), found.source()))
                .orElse(found);
    }

    private Found translated(Found found, Values values) {
        if (!found.isEmpty()) {
            var translated = translation.apply(found.value(), values);
            return Found.isEmpty(translated) && fallback.isPresent()
                    ? standIn(values, false)
                    : new Found(translated, found.source());
        }
        return fallback.isPresent() ? standIn(values, true) : found;
    }

    private Found standIn(Values values, boolean inOurWords) {
        var value = fallback.orElseThrow().in(values);
        return new Found(inOurWords ? translation.applyToDefault(value, values) : value, "default");
    }

    private static JsonNode joined(JsonNode value, String between) {
        if (!value.isArray()) {
            return value;
        }
        var joiner = new StringJoiner(between);
        value.forEach(element -> joiner.add(Scalars.text(element, "join")));
        return SecretNode.isIn(value) ? SecretNode.of(joiner.toString()) : TextNode.valueOf(joiner.toString());
    }

    List<Reference> reads() {
        var reads = new ArrayList<>(translation.reads());
        fallback.ifPresent(leaves -> reads.addAll(leaves.reads()));
        return reads;
    }
}
