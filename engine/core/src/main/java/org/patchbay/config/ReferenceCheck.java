package org.patchbay.config;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Info;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Finds references between the endpoints of a template that lead nowhere or in a circle (PB301, PB404). */
final class ReferenceCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var known = Names.in(bound.node(), "endpoints").keySet();
            bound.value().ifPresent(template -> {
                references(template).forEach(name -> exists(name, known, problems));
                new Circles(template, problems).report();
            });
        }
    }

    private static void exists(Name name, Set<String> known, Problems problems) {
        if (!known.contains(name.text())) {
            Names.unknown(problems, "PB301", name.at(), "endpoint", name.text(), known);
        }
    }

    private static Stream<Name> references(Template template) {
        var ofEndpoints =
                template.endpoints().stream().flatMap(endpoint -> Stream.concat(before(endpoint), called(endpoint)));
        var ofButtons =
                template.iframe().stream().flatMap(ReferenceCheck::buttons).flatMap(button -> button.action().stream());
        var ofInfo = template.info().stream()
                .map(Info::dataFunction)
                .flatMap(List::stream)
                .map(Info.DataFunction::endpoint);
        var ofChecks = template.endpoints().stream().flatMap(endpoint -> endpoint.delivery().check().stream());
        return Stream.of(ofEndpoints, ofButtons, ofInfo, ofChecks).flatMap(names -> names);
    }

    private static Stream<Iframe.Button> buttons(Iframe iframe) {
        return Stream.concat(
                iframe.buttons().stream(), iframe.empty().stream().flatMap(empty -> empty.buttons().stream()));
    }

    /** The endpoints that one calls itself. */
    private static Stream<Name> called(Endpoint endpoint) {
        return endpoint.flow().ensure().stream()
                .flatMap(ensure -> Stream.concat(ensure.find().stream(), Stream.of(ensure.update())));
    }

    /** The endpoints that one names in {@code after} and {@code afterFailure}. */
    static Stream<Name> before(Endpoint endpoint) {
        return Stream.concat(endpoint.flow().after().stream(), endpoint.flow().afterFailure().stream());
    }
}
