package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Reference;
import org.patchbay.format.Format;
import org.patchbay.format.Locality;
import org.patchbay.store.Synchronizations.Item;
import org.patchbay.store.Synchronizations.Kind;

/**
 * The contacts or agents of a page that have what all of them need (seed systems T15, T16).
 *
 * @param complaint about the first one that was left out
 */
record Gleaning(List<Item> good, int leftOut, String complaint) {
    private static final Format E164 =
            Format.compile(List.of(Name.of("e164")), Optional.empty(), Optional.empty(), new Problems());

    Gleaning {
        good = List.copyOf(good);
    }

    static Gleaning of(List<JsonNode> elements, Kind kind, Locality locality) {
        var good = new ArrayList<Item>();
        var complaint = "";
        var place = 0;
        for (var element : elements) {
            place++;
            var missing = missing(element, kind);
            if (missing.isEmpty()) {
                good.add(item((ObjectNode) element, locality));
            } else if (complaint.isEmpty()) {
                complaint = "element " + place + " of the page has no `" + missing.get() + "`";
            }
        }
        return new Gleaning(good, elements.size() - good.size(), complaint);
    }

    private static Optional<String> missing(JsonNode element, Kind kind) {
        var needed = switch (kind) {
            case CONTACTS -> List.of("id", "name");
            case AGENTS -> List.of("id", "name", "email");
        };
        return needed.stream()
                .filter(key -> Reference.isAbsent(element.path(key))
                        || element.path(key).isContainerNode())
                .findFirst()
                .or(() -> Optional.of("id").filter(_ -> id(element).isBlank()));
    }

    private static String id(JsonNode element) {
        return Scalars.text(element.path("id"));
    }

    private static Item item(ObjectNode element, Locality locality) {
        ObjectNode content = element.deepCopy();
        content.put("id", id(element));
        return new Item(id(element), content, phones(element, locality));
    }

    private static List<String> phones(ObjectNode element, Locality locality) {
        return Stream.of(element.path("phone"), element.path("phones"))
                .flatMap(found -> found.isArray() ? found.valueStream() : Stream.of(found))
                .filter(found -> found.isValueNode() && !found.isNull())
                .flatMap(found -> comparable(found, locality).stream())
                .distinct()
                .toList();
    }

    /** The number in the form in which numbers are compared; empty when it is none. */
    static Optional<String> comparable(JsonNode phone, Locality locality) {
        try {
            return Optional.of(Scalars.text(E164.apply(phone, locality))).filter(text -> !text.isEmpty());
        } catch (Refusal unreadable) {
            return Optional.empty();
        }
    }
}
