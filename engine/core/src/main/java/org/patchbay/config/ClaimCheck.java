package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.Place;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.Tree;

/** Finds places of a request that are filled twice (PB405). */
final class ClaimCheck implements Check {
    /** Who fills a place; the smaller rank wins (format reference, section 6). */
    private record Claim(String name, At at, int rank) {}

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value()
                    .ifPresent(
                            template -> template.endpoints().forEach(endpoint -> check(template, endpoint, problems)));
        }
    }

    private static void check(Template template, Endpoint endpoint, Problems problems) {
        var claims = new LinkedHashMap<String, Claim>();
        endpoint.request().hardParams().ifPresent(hard -> hardClaims(hard, claims));
        for (var parameter : endpoint.request().parameters()) {
            place(parameter).ifPresent(place -> {
                var key = place.name().toLowerCase(Locale.ROOT) + " `" + parameter.wireName() + "`";
                claim(
                        key,
                        new Claim("`" + parameter.name() + "`", parameter.at(), rank(template, parameter)),
                        claims,
                        problems);
            });
        }
    }

    private static void hardClaims(Tree hard, Map<String, Claim> claims) {
        if (!(hard instanceof Tree.Entries places)) {
            return;
        }
        places.entries().forEach((place, entry) -> {
            if (entry.value() instanceof Tree.Entries keys && place.matches("header|query|body|path|cookie")) {
                keys.entries()
                        .forEach((key, value) -> claims.put(
                                fold(place + " `" + key + "`"),
                                new Claim("the hard param `" + key + "`", value.key(), 0)));
            }
        });
    }

    private static void claim(String place, Claim claim, Map<String, Claim> claims, Problems problems) {
        var first = claims.putIfAbsent(fold(place), claim);
        if (first == null) {
            return;
        }
        var stronger = claim.rank() < first.rank();
        var winner = stronger ? claim : first;
        var loser = stronger ? first : claim;
        claims.put(fold(place), winner);
        problems.add(
                "PB405",
                loser.at(),
                loser.name() + " and " + winner.name() + " both fill " + place,
                winner.name() + " wins",
                "leave one of them out, or give one another `key`");
    }

    /** Names of headers are the same in any case (RFC 9110 §5.1). */
    private static String fold(String place) {
        return place.startsWith("header") ? place.toLowerCase(Locale.ROOT) : place;
    }

    private static Optional<Place> place(Parameter parameter) {
        return parameter.type().map(type -> switch (type) {
            case HEADER -> Place.HEADER;
            case BODY -> Place.BODY;
            case QUERY -> Place.QUERY;
            case PATH -> Place.PATH;
            case COOKIE -> Place.COOKIE;
            case MD5 -> parameter.in();
        });
    }

    private static int rank(Template template, Parameter parameter) {
        var source = parameter.from() + " "
                + parameter.value().map(Tree::toJson).map(Object::toString).orElse("");
        if (source.contains("auth.")) {
            return 1;
        }
        if (parameter.isField() && template.parameter(parameter.name().text()).isPresent()) {
            return 2;
        }
        var fromClient = parameter.isField()
                || parameter.from().stream().anyMatch(path -> path.text().startsWith("body"));
        return fromClient
                        && parameter
                                .type()
                                .filter(type -> type == ParameterType.MD5)
                                .isEmpty()
                ? 4
                : 3;
    }
}
