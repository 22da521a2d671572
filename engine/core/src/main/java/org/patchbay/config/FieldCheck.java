package org.patchbay.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Compares the fields that an integrator gives with those that its template asks for (PB303, PB402, PB403, PB501). */
final class FieldCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var integrator : all.integrators()) {
            var reference = integrator.node().text("template");
            var template = reference.flatMap(name -> all.template(name.text()));
            if (template.isPresent()) {
                template.get().value().ifPresent(value -> fields(all, integrator, template.get(), value, problems));
            } else {
                reference.ifPresent(name -> unknownTemplate(all, name, problems));
            }
        }
    }

    private static void unknownTemplate(Assembly all, Node.Text name, Problems problems) {
        var wanted = name.text().replaceFirst("@.*", "");
        if (!all.unreadable().contains(wanted)) {
            var known = all.templates().stream()
                    .flatMap(bound -> List.of(bound.name(), bound.name() + "@" + Assembly.version(bound)).stream())
                    .toList();
            Names.unknown(problems, "PB307", name.at(), "template", name.text(), known);
        }
    }

    private static void fields(
            Assembly all, Bound<Integrator> integrator, Bound<Template> bound, Template template, Problems problems) {
        var declared = template.fields().stream()
                .collect(Collectors.toMap(field -> field.name().text(), Function.identity(), (first, _) -> first));
        var given = integrator.node().map("fields").map(Node.Entries::entries).orElse(Map.of());
        var whole = all.isClean(
                bound,
                bound.node().get("parameters").map(Node::at).orElse(bound.node().at()));
        if (whole) {
            given.forEach((name, entry) -> {
                if (template.shared().stream().anyMatch(field -> field.name().is(name))) {
                    shared(name, entry.key(), problems);
                } else if (!declared.containsKey(name)) {
                    notAsked(name, entry.key(), declared, given, bound.name(), problems);
                }
            });
            given.forEach((name, entry) -> Optional.ofNullable(declared.get(name))
                    .filter(field -> !field.stored())
                    .ifPresent(_ -> passing(name, entry.key(), problems)));
            missing(integrator, declared, given, problems);
            given.forEach((name, entry) -> Optional.ofNullable(declared.get(name))
                    .filter(field -> field.isDemanded() && isEmpty(entry.value()))
                    .ifPresent(_ -> problems.add(
                            "PB402",
                            entry.value().at(),
                            "the field `" + name + "` of `" + integrator.name() + "` is empty",
                            "")));
        }
        given.forEach((name, entry) -> Optional.ofNullable(declared.get(name))
                .filter(Parameter::secret)
                .ifPresent(_ -> inClear(integrator.name(), name, entry.value(), problems)));
    }

    /** A name that is nearly the one of a field that is missing is a slip; any other is left over from something. */
    private static void notAsked(
            String name,
            At at,
            Map<String, Parameter> declared,
            Map<String, Node.Entry> given,
            String template,
            Problems problems) {
        var free = declared.keySet().stream()
                .filter(field -> !given.containsKey(field))
                .toList();
        var near = Nearest.to(name, free);
        if (near.isPresent()) {
            problems.add(
                    "PB303",
                    at,
                    "no field called `" + name + "`",
                    "the template `" + template + "` has none",
                    "did you mean `" + near.get() + "`?");
        } else {
            problems.add(
                    "PB403",
                    at,
                    "no template asks for the field `" + name + "`",
                    "",
                    "delete it, or declare it in `" + template + "`: parameters: [{ name: " + name + " }]");
        }
    }

    private static void missing(
            Bound<Integrator> integrator,
            Map<String, Parameter> declared,
            Map<String, Node.Entry> given,
            Problems problems) {
        var missing = declared.values().stream()
                .filter(field -> field.isDemanded() && field.stored())
                .map(field -> field.name().text())
                .filter(name -> !given.containsKey(name))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            var at = integrator.node().entry("fields").map(Node.Entry::key).orElse(integrator.nameAt());
            problems.add(
                    "PB402",
                    at,
                    "`" + integrator.name() + "` lacks the field" + (missing.size() == 1 ? " " : "s ")
                            + quoted(missing),
                    "",
                    "fields: { " + missing.stream().map(name -> name + ": …").collect(Collectors.joining(", ")) + " }");
        }
    }

    /** Also where a variable or a file that is named there is empty. */
    private static boolean isEmpty(Node node) {
        return node instanceof Node.Text value
                && !value.isEmpty()
                && (value.isNull() || value.text().isEmpty());
    }

    private static void shared(String name, At at, Problems problems) {
        problems.add(
                "PB303",
                at,
                "the field `" + name + "` has one value for the whole template",
                "`scope: template`",
                "delete it here");
    }

    /** Documents are kept with every revision. */
    private static void passing(String name, At at, Problems problems) {
        problems.add(
                "PB303",
                at,
                "the field `" + name + "` is never stored, so it cannot stand in a document",
                "`stored: false`",
                "it is given when the connection is made or checked");
    }

    private static String quoted(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static void inClear(String integrator, String field, Node value, Problems problems) {
        switch (value) {
            case Node.Text text
            when text.form() == Node.Form.PLAIN || text.form() == Node.Form.QUOTED -> {
                if (!text.text().isEmpty()) {
                    problems.add(
                            "PB501",
                            text.at(),
                            "a secret is written in the document",
                            "",
                            field + ": ${env:" + EntryCheck.shout(integrator + "_" + field)
                                    + "}     or: patchbay secret set " + integrator + "-" + field);
                }
            }
            case Node.Items list -> list.items().forEach(item -> inClear(integrator, field, item, problems));
            case Node.Entries map ->
                map.entries().values().forEach(entry -> inClear(integrator, field, entry.value(), problems));
            case Node.Text _, Node.Broken _ -> {}
        }
    }
}
