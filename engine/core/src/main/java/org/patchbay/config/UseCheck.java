package org.patchbay.config;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Finds endpoints and parameters that nothing uses (PB406, PB403). */
final class UseCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        var bases = all.templates().stream()
                .flatMap(template -> template.part().root().text("basedOn").stream())
                .map(Node.Text::text)
                .collect(Collectors.toSet());
        for (var template : all.templates()) {
            if (!bases.contains(template.name())
                    && all.isClean(template, template.part().root().at())) {
                var words = new Words(template, all.integratorsOf(template));
                template.node().list("endpoints").forEach(node -> endpoint(node, words, problems));
                parameters(template, words, problems);
            }
        }
    }

    private static void endpoint(Node node, Words words, Problems problems) {
        var name = TemplateOverlay.nameOf(node);
        if (!(node instanceof Node.Entries endpoint)
                || name.isEmpty()
                || endpoint.entry("trigger").isPresent()) {
            return;
        }
        if (words.count(name) < 2 && !words.refer(name, "auth", "result")) {
            var isAuth = endpoint.text("type")
                    .filter(type -> type.text().equals("Auth"))
                    .isPresent();
            problems.add(
                    "PB406",
                    endpoint.text("name").map(Node.Text::at).orElse(endpoint.at()),
                    "nothing uses the endpoint `" + name + "`",
                    "",
                    isAuth
                            ? "use its token: value: \"Bearer {{auth." + name + "}}\""
                            : "give it a `trigger`, or delete it");
        }
    }

    private static void parameters(Bound<Template> template, Words words, Problems problems) {
        Names.in(template.node(), "parameters").forEach((name, at) -> {
            if (words.count(name) < 2 && !words.refer(name, "integrator", "template", "param")) {
                problems.add(
                        "PB403",
                        at,
                        "nothing uses the parameter `" + name + "`",
                        "",
                        "name it in an endpoint's parameters, use {{integrator." + name + "}}, or delete it");
            }
        });
    }

    /** The texts and keys of a template without its tests, and those of its integrators' cards. */
    private static final class Words {
        private static final Pattern REFERENCE =
                Pattern.compile("\\b(?:auth|result|integrator|template|param)\\.[A-Za-z][A-Za-z0-9_-]*");
        private final Map<String, Integer> counts = new HashMap<>();
        private final Set<String> references = new HashSet<>();

        private Words(Bound<Template> template, List<Bound<Integrator>> integrators) {
            var cards = integrators.stream()
                    .flatMap(integrator ->
                            Stream.of("iframe", "info").flatMap(key -> integrator.node().get(key).stream()));
            var words = Stream.concat(Stream.of(template.node().without("tests", "testDefaults")), cards)
                    .flatMap(Node::words);
            words.forEach(word -> {
                counts.merge(word, 1, Integer::sum);
                REFERENCE.matcher(word).results().forEach(found -> references.add(found.group()));
            });
        }

        private int count(String word) {
            return Optional.ofNullable(counts.get(word)).orElse(0);
        }

        private boolean refer(String name, String... roots) {
            return Stream.of(roots).anyMatch(root -> references.contains(root + "." + name));
        }
    }
}
