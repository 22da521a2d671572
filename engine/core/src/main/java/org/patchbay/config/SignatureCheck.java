package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Library;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Signature;
import org.patchbay.definition.SignatureUse;
import org.patchbay.definition.Template;

/** Finds signatures that do not exist, and what a block asks for and does not get (PB306). */
final class SignatureCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var known = known(all, bound);
            var unread = bound.node()
                    .map("signatures")
                    .map(map -> map.entries().keySet())
                    .orElse(Set.of());
            var written = written(bound.node());
            bound.value().stream()
                    .flatMap(SignatureCheck::uses)
                    .forEach(use -> use.use()
                            .filter(name -> !unread.contains(name.text()) || known.containsKey(name.text()))
                            .ifPresent(name -> {
                                var handed = written.getOrDefault(
                                        use.at(), use.with().keySet());
                                check(new Handing(use, name, handed), known, problems);
                            }));
        }
    }

    /**
     * A signature that is used.
     *
     * @param written what is handed over, also where it could not be read
     */
    private record Handing(SignatureUse use, Name name, Set<String> written) {
        List<String> missing(List<String> wanted) {
            return wanted.stream().filter(word -> !written.contains(word)).toList();
        }
    }

    /** The words under {@code with} by the places of the uses. */
    private static Map<At, Set<String>> written(Node.Entries template) {
        return Stream.concat(uses(template, "endpoints", "sign"), uses(template, "hooks", "verify"))
                .collect(Collectors.toMap(
                        Node::at,
                        use -> use.map("with")
                                .map(map -> map.entries().keySet())
                                .orElse(Set.of()),
                        (one, _) -> one));
    }

    private static Stream<Node.Entries> uses(Node.Entries template, String list, String key) {
        return template.list(list)
                .flatMap(node -> node instanceof Node.Entries map ? map.map(key).stream() : Stream.of());
    }

    private static Stream<SignatureUse> uses(Template template) {
        return Stream.concat(
                template.endpoints().stream().flatMap(endpoint -> endpoint.request().sign().stream()),
                template.hooks().stream().flatMap(hook -> hook.listening().verify().stream()));
    }

    /** Signatures that a template may name: those of all libraries and its own. */
    static Map<String, Signature> known(Assembly all, Bound<Template> template) {
        var known = new LinkedHashMap<String, Signature>();
        all.libraries().stream()
                .flatMap(bound -> bound.value().stream())
                .map(Library::signatures)
                .forEach(known::putAll);
        template.value().map(Template::signatures).ifPresent(known::putAll);
        return known;
    }

    private static void check(Handing handing, Map<String, Signature> known, Problems problems) {
        var name = handing.name();
        var signature = known.get(name.text());
        if (signature == null) {
            Names.unknown(problems, "PB306", name.at(), "signature", name.text(), known.keySet());
            return;
        }
        handing.missing(signature.with())
                .forEach(word -> problems.add(
                        "PB306",
                        name.at(),
                        "the signature `" + name + "` asks for `" + word + "`",
                        "not handed over",
                        "for example with: { " + word + ": \"{{integrator." + word + "}}\" }"));
        handing.use().with().forEach((word, value) -> {
            if (!signature.with().contains(word)) {
                problems.add(
                        "PB306",
                        value.at(),
                        "the signature `" + name + "` does not ask for `" + word + "`",
                        signature.with().isEmpty()
                                ? "it asks for nothing"
                                : "it asks for " + String.join(", ", signature.with()),
                        Nearest.question(word, signature.with()));
            }
        });
    }
}
