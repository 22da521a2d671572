package org.patchbay.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Choices;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.FieldScope;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.Name;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.TextTemplate;
import org.patchbay.definition.Tree;

/** Finds link pages and fields whose forms cannot be shown or filled in (PB204, PB205, PB206, PB301, PB303, PB304, PB507). */
final class LinkCheck implements Check {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1_024;
    private static final String INTEGRATOR = "integrator.";

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value().ifPresent(template -> {
                var look = new Look(template, problems);
                template.parameters().forEach(look::parameter);
                template.endpoints().forEach(look::principal);
                template.link().ifPresent(look::page);
            });
        }
    }

    /** One template under the glass. */
    private record Look(Template template, Problems problems) {
        private void parameter(Parameter parameter) {
            parameter.options().ifPresent(this::choices);
            parameter.showIf().map(condition -> condition.tree()).ifPresent(tree -> shown(tree));
            parameter.generate().ifPresent(value -> generated(parameter, value));
        }

        private void choices(Choices choices) {
            choices.dependsOn().forEach(this::field);
            if (choices.endpoint().isEmpty()) {
                if (choices.listed().isEmpty()) {
                    problems.add(
                            "PB204",
                            choices.at(),
                            "`options` needs choices",
                            "a list, or the endpoint that is asked",
                            "for example `options: [low, high]`, or `options: { endpoint: listRepos, value: name }`");
                }
                return;
            }
            var name = choices.endpoint().get();
            var known = names(endpoint -> endpoint.type() == EndpointType.GET_DATA);
            var found = template.endpoint(name.text()).filter(endpoint -> known.contains(name.text()));
            if (found.isEmpty()) {
                Names.unknown(problems, "PB301", name.at(), "GetData endpoint", name.text(), known);
            } else if (!found.get().reply().result().containsKey("options")) {
                problems.add(
                        "PB304",
                        name.at(),
                        "`" + name + "` has no result `options`",
                        "the list of choices",
                        "for example `result: { options: \"*\" }` in " + name);
            }
        }

        private void shown(Tree condition) {
            if (condition instanceof Tree.Entries map) {
                map.entries().forEach((path, entry) -> {
                    if (path.equals("any") && entry.value() instanceof Tree.Items some) {
                        some.items().forEach(this::shown);
                    } else {
                        field(new Name(entry.key(), path.replaceFirst("\\..*", "")));
                    }
                });
            }
        }

        private void generated(Parameter parameter, Tree value) {
            if (!parameter.isField()) {
                problems.add(
                        "PB205",
                        value.at(),
                        "`generate` makes the value of a field; `" + parameter.name() + "` has a source",
                        "from, value or of",
                        "keep one of them");
            } else if (parameter.scope() == FieldScope.TEMPLATE) {
                problems.add(
                        "PB205",
                        value.at(),
                        "`generate` makes a value for each integrator; `" + parameter.name()
                                + "` has one for all of the template",
                        "scope: integrator",
                        "leave `scope` out");
            } else if (value instanceof Tree.Leaf(var at, var json) && !json.isTextual()) {
                length(at, json);
            }
        }

        private void length(At at, JsonNode length) {
            if (!length.isIntegralNumber() || length.asLong() < SHORTEST || length.asLong() > LONGEST) {
                problems.add(
                        "PB206",
                        at,
                        "`generate` wants a length from " + SHORTEST + " to " + LONGEST,
                        "",
                        "for example `generate: 40`");
            }
        }

        private void page(LinkPage page) {
            page.auth().ifPresent(this::auth);
            page.form().forEach(this::field);
            page.identity().forEach((path, source) -> {
                var own = path.startsWith(INTEGRATOR) ? path.substring(INTEGRATOR.length()) : "";
                if (!Shape.of(org.patchbay.definition.Integrator.class).keys().containsKey(own)) {
                    field(new Name(source.at(), own.isEmpty() ? path : own));
                }
            });
            page.creates()
                    .ifPresent(creates ->
                            creates.fields().forEach((name, source) -> field(new Name(source.at(), name))));
            page.returnTo().ifPresent(address -> returns(address, page.returnHosts()));
        }

        private void principal(Endpoint login) {
            login.auth().principal().ifPresent(source -> {
                var asked = template.endpoint(source.endpoint().text());
                if (asked.isEmpty()) {
                    var known = names(endpoint -> endpoint.type() == EndpointType.GET_DATA);
                    var name = source.endpoint();
                    Names.unknown(problems, "PB301", name.at(), "endpoint", name.text(), known);
                    return;
                }
                var results = asked.get().reply().result().keySet();
                Stream.concat(source.key().stream(), source.label().stream())
                        .filter(name -> !results.contains(name.text()))
                        .forEach(name -> Names.unknown(problems, "PB304", name.at(), "result", name.text(), results));
            });
        }

        private void auth(Name name) {
            var known = names(endpoint -> endpoint.type() == EndpointType.AUTH);
            if (!known.contains(name.text())) {
                Names.unknown(problems, "PB301", name.at(), "Auth endpoint", name.text(), known);
            }
        }

        private void field(Name name) {
            var known = Stream.concat(template.fields().stream(), template.shared().stream())
                    .map(field -> field.name().text())
                    .toList();
            if (!known.contains(name.text())) {
                Names.unknown(problems, "PB303", name.at(), "field", name.text(), known);
            }
        }

        private List<String> names(Predicate<Endpoint> wanted) {
            return template.endpoints().stream()
                    .filter(wanted)
                    .map(endpoint -> endpoint.name().text())
                    .toList();
        }

        private void returns(TextTemplate address, Collection<String> hosts) {
            var host = address.text().replaceFirst("^https?://", "").replaceFirst("[/?#].*$", "");
            var written = !host.contains("{{");
            var listed = hosts.stream().anyMatch(pattern -> Names.matchesHost(pattern, HostName.name(host)));
            if (hosts.isEmpty() || written && !listed && address.text().startsWith("http")) {
                problems.add(
                        "PB507",
                        address.at(),
                        written ? "nobody may be sent to `" + host + "`" : "`returnTo` may lead anywhere",
                        "its host is not in `returnHosts`",
                        "returnHosts: [" + (written ? host : "\"*.acme.example\"") + "]");
            }
        }
    }
}
