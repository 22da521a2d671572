package org.patchbay.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
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
            bound.value().stream()
                    .flatMap(SignatureCheck::uses)
                    .forEach(use -> use.use()
                            .filter(name -> !unread.contains(name.text()) || known.containsKey(name.text()))
                            .ifPresent(name -> check(use, name, known, problems)));
        }
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

    private static void check(SignatureUse use, Name name, Map<String, Signature> known, Problems problems) {
        var signature = known.get(name.text());
        if (signature == null) {
            Names.unknown(problems, "PB306", name.at(), "signature", name.text(), known.keySet());
            return;
        }
        missing(use, signature.with())
                .forEach(word -> problems.add(
                        "PB306",
                        name.at(),
                        "the signature `" + name + "` asks for `" + word + "`",
                        "not handed over",
                        "for example with: { " + word + ": \"{{integrator." + word + "}}\" }"));
        use.with().forEach((word, value) -> {
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

    private static List<String> missing(SignatureUse use, List<String> wanted) {
        return wanted.stream().filter(word -> !use.with().containsKey(word)).toList();
    }
}
