package org.patchbay.config;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Compares the tests of a template with what they test (PB201, PB303, PB801, PB802). */
final class TestCheck implements Check {
    private final Problems untested;

    TestCheck(Problems untested) {
        this.untested = untested;
    }

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var known = Names.in(bound.node(), "endpoints");
            var tested = new HashSet<String>();
            bound.node().list("tests").forEach(node -> {
                if (node instanceof Node.Entries test) {
                    endpoints(test).forEach(name -> {
                        tested.add(name.text());
                        exists(name, known.keySet(), problems);
                    });
                    test.map("integrator").ifPresent(keys -> integrator(keys, bound, problems));
                    hooks(test, Names.in(bound.node(), "hooks").keySet(), problems);
                }
            });
            known.forEach((name, at) -> {
                if (!tested.contains(name)) {
                    untested.add(
                            "PB802",
                            at,
                            "no test calls the endpoint `" + name + "`",
                            "",
                            "any execution can be turned into one: patchbay executions test ID");
                }
            });
        }
    }

    private static void hooks(Node.Entries test, Set<String> known, Problems problems) {
        if (test.entry("trigger").isEmpty() && test.entry("hook").isEmpty()) {
            problems.add(
                    "PB204",
                    test.at(),
                    "a test needs `trigger` or `hook`",
                    "what happens",
                    "for example `trigger: call-start`");
        }
        Stream.concat(
                        test.text("hook").stream(),
                        test.map("request").stream().flatMap(request -> request.text("signWith").stream()))
                .filter(name -> !known.contains(name.text()))
                .forEach(name -> Names.unknown(problems, "PB305", name.at(), "hook", name.text(), known));
    }

    private static void exists(Node.Text name, Set<String> known, Problems problems) {
        if (!known.contains(name.text())) {
            Names.unknown(problems, "PB801", name.at(), "endpoint", name.text(), known);
        }
    }

    /** All names of endpoints in a test. */
    private static Stream<Node.Text> endpoints(Node.Entries test) {
        var expect = test.map("expect");
        return Stream.of(
                        test.text("endpoint").stream(),
                        keys(test, "stubs"),
                        keys(test, "tokens"),
                        expect.stream().flatMap(map -> keys(map, "requests")),
                        expect.stream().flatMap(map -> keys(map, "result")),
                        expect.stream().flatMap(map -> keys(map, "skipped")),
                        expect.stream().flatMap(map -> map.list("calls")).flatMap(TestCheck::text),
                        expect.stream()
                                .flatMap(map -> map.map("error").stream())
                                .flatMap(map -> map.text("endpoint").stream()))
                .flatMap(names -> names);
    }

    private static Stream<Node.Text> text(Node node) {
        return node instanceof Node.Text text && !text.isEmpty() ? Stream.of(text) : Stream.empty();
    }

    private static Stream<Node.Text> keys(Node.Entries map, String key) {
        return map.map(key).stream()
                .flatMap(inner -> inner.entries().entrySet().stream())
                .map(entry -> new Node.Text(entry.getValue().key(), entry.getKey(), Node.Form.PLAIN));
    }

    private static void integrator(Node.Entries given, Bound<Template> bound, Problems problems) {
        var keys = Shape.of(Integrator.class).keys().keySet();
        given.entries().forEach((key, entry) -> {
            if (!keys.contains(key)) {
                problems.add(
                        "PB201",
                        entry.key(),
                        "unknown key `" + key + "` in an integrator",
                        Nearest.question(key, keys));
            }
        });
        bound.value()
                .ifPresent(template -> given.map("fields")
                        .ifPresent(fields -> fields.entries()
                                .forEach((name, entry) -> field(template, name, entry.key(), problems))));
    }

    private static void field(Template template, String name, At at, Problems problems) {
        if (template.parameter(name).isEmpty()) {
            var known = template.fields().stream()
                    .map(Parameter::name)
                    .map(Object::toString)
                    .toList();
            Names.unknown(problems, "PB303", at, "field", name, known);
        }
    }
}
