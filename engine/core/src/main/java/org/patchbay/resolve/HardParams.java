package org.patchbay.resolve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.ListStyle;
import org.patchbay.definition.Method;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Argument;

/** Compiles the constants of an endpoint. Nothing in them is a template, and each keeps its type (GI6). */
final class HardParams {
    private static final List<String> PLACES =
            Stream.of(Place.values()).map(HardParams::word).toList();

    private final Endpoint endpoint;
    private final Template template;
    private final Problems problems;
    private final List<Constant> found = new ArrayList<>();

    HardParams(Endpoint endpoint, Template template, Problems problems) {
        this.endpoint = endpoint;
        this.template = template;
        this.problems = problems;
    }

    List<Constant> compile() {
        endpoint.request().hardParams().ifPresent(tree -> {
            if (tree instanceof Tree.Entries(var _, var entries)) {
                entries.forEach(this::entry);
            } else {
                unfit(tree, "hardParams are a map", "for example { query: { limit: 1 } }");
            }
        });
        return found;
    }

    private void entry(String key, Tree.Entry entry) {
        if (entry.value() instanceof Tree.Entries(var _, var entries)) {
            var place = place(key);
            if (place.isPresent()) {
                entries.forEach((name, inner) -> add(new Target(name, place, name, ListStyle.REPEAT), inner.value()));
                return;
            }
            Nearest.to(key, PLACES)
                    .ifPresent(word -> problems.add(
                            "PB203",
                            entry.key(),
                            "unknown place `" + key + "`",
                            "unknown",
                            "did you mean `" + word + "`?"));
        }
        add(target(key), entry.value());
    }

    static String word(Place place) {
        return place.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<Place> place(String key) {
        return Stream.of(Place.values())
                .filter(place -> word(place).equals(key))
                .findFirst();
    }

    /** Where a parameter of that name goes, else where the method has its values. */
    private Target target(String name) {
        return Stream.concat(endpoint.request().parameters().stream(), template.parameters().stream())
                .filter(parameter -> parameter.name().is(name))
                .filter(parameter -> Target.place(parameter).isPresent())
                .findFirst()
                .map(Target::of)
                .orElseGet(() -> new Target(name, Optional.of(usual()), name, ListStyle.REPEAT));
    }

    private Place usual() {
        var reads = endpoint.type() == EndpointType.GET_DATA;
        return switch (endpoint.request().method().orElse(reads ? Method.GET : Method.POST)) {
            case GET, DELETE, HEAD -> Place.QUERY;
            case POST, PUT, PATCH -> Place.BODY;
        };
    }

    /** A map in a body is nested JSON: one constant for each leaf, so that it can be laid over what is there. */
    private void add(Target target, Tree tree) {
        if (!(tree instanceof Tree.Entries(var _, var entries)) || entries.isEmpty()) {
            found.add(constant(target, tree));
        } else if (target.place().filter(Place.BODY::equals).isPresent()) {
            entries.forEach((key, inner) -> add(inside(target, key), inner.value()));
        } else {
            unfit(
                    tree,
                    "`" + target.key() + "` is a map, and only a body can hold one",
                    "write a single value or a list");
        }
    }

    private static Target inside(Target target, String key) {
        return new Target(target.name() + "." + key, target.place(), target.key() + "." + key, target.style());
    }

    private static Constant constant(Target target, Tree tree) {
        JsonNode value = tree.toJson();
        var argument = new Argument(
                target.name(),
                target.place(),
                target.key(),
                value,
                target.style(),
                "hardParams",
                SecretNode.isIn(value));
        return new Constant(tree.at(), target, argument, Set.of());
    }

    private void unfit(Tree tree, String text, String help) {
        problems.add("PB205", tree.at(), text, "wrong kind of value", help);
    }
}
