package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.definition.Tree;

/** Keeps the secret fields of an integrator from being shown. */
final class Secrecy {
    private Secrecy() {}

    /** The integrator with its secret fields as secrets, wherever their values came from. */
    static Integrator masked(Integrator integrator, Assembly all) {
        var template = all.template(integrator.template().text()).flatMap(Bound::value);
        var fields = new LinkedHashMap<String, Tree>();
        integrator
                .fields()
                .forEach((name, value) -> fields.put(name, isSecret(template, name) ? masked(value) : value));
        return integrator.withFields(fields);
    }

    private static boolean isSecret(Optional<Template> template, String field) {
        return template.flatMap(found -> found.parameter(field))
                .filter(Parameter::secret)
                .isPresent();
    }

    private static Tree masked(Tree value) {
        return switch (value) {
            case Tree.Leaf(At at, var json) ->
                json.isNull() || json instanceof SecretNode ? value : new Tree.Leaf(at, SecretNode.of(json.asText()));
            case Tree.Items(At at, var items) ->
                new Tree.Items(at, items.stream().map(Secrecy::masked).toList());
            case Tree.Entries(At at, var entries) -> {
                var masked = new LinkedHashMap<String, Tree.Entry>();
                entries.forEach((key, entry) -> masked.put(key, new Tree.Entry(entry.key(), masked(entry.value()))));
                yield new Tree.Entries(at, masked);
            }
        };
    }

    /** Places of values of fields that are secret or of which nobody knows whether they are. */
    static Stream<At> unknown(Bound<Integrator> integrator, Assembly all) {
        var template = integrator
                .node()
                .text("template")
                .flatMap(name -> all.template(name.text()))
                .flatMap(Bound::value);
        return integrator.node().map("fields").stream()
                .flatMap(fields -> fields.entries().entrySet().stream())
                .filter(field -> template.flatMap(found -> found.parameter(field.getKey()))
                        .filter(known -> !known.secret())
                        .isEmpty())
                .flatMap(field -> written(field.getValue().value()));
    }

    private static Stream<At> written(Node node) {
        return switch (node) {
            case Node.Text text ->
                text.form() == Node.Form.PLAIN || text.form() == Node.Form.QUOTED
                        ? Stream.of(text.at())
                        : Stream.empty();
            case Node.Items list -> list.items().stream().flatMap(Secrecy::written);
            case Node.Entries map -> map.entries().values().stream().flatMap(entry -> written(entry.value()));
            case Node.Broken broken -> Stream.of(broken.at());
        };
    }
}
