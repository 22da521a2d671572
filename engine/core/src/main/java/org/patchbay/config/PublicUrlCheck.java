package org.patchbay.config;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Finds templates with integrators that tell partners the address of a hook where nobody has said what that address is (PB508). */
final class PublicUrlCheck implements Check {
    private static final Pattern ADDRESS = Pattern.compile("\\bhooks\\.[A-Za-z0-9_-]+\\.url\\b");

    @Override
    public void run(Assembly all, Problems problems) {
        var told = all.installation().flatMap(Installation::publicUrl);
        if (told.isPresent()) {
            return;
        }
        all.integrators().stream()
                .flatMap(integrator -> integrator.value().stream())
                .flatMap(integrator -> all.template(integrator.template().text()).stream())
                .distinct()
                .forEach(template -> address(template).ifPresent(at -> missing(at, problems)));
    }

    /** The same for an integrator that comes while the documents are served: it is refused itself. */
    static void run(Assembly all, Bound<Integrator> integrator, Problems problems) {
        var name = integrator.node().text("template");
        var told = all.installation().flatMap(Installation::publicUrl);
        if (told.isEmpty()) {
            name.flatMap(found -> all.template(found.text()))
                    .flatMap(PublicUrlCheck::address)
                    .ifPresent(_ -> name.ifPresent(found -> missing(found.at(), problems)));
        }
    }

    private static Optional<At> address(Bound<Template> template) {
        return Optional.ofNullable(template.node().entries().get("endpoints"))
                .flatMap(endpoints -> texts(endpoints.value())
                        .filter(text -> ADDRESS.matcher(text.text()).find())
                        .map(Node.Text::at)
                        .findFirst());
    }

    private static Stream<Node.Text> texts(Node node) {
        return switch (node) {
            case Node.Text text -> Stream.of(text);
            case Node.Items items -> items.items().stream().flatMap(PublicUrlCheck::texts);
            case Node.Entries map -> map.entries().values().stream().flatMap(entry -> texts(entry.value()));
            case Node.Broken _ -> Stream.empty();
        };
    }

    private static void missing(At at, Problems problems) {
        problems.add(
                "PB508",
                at,
                "a partner is told the address of a hook, and nobody has said what it is",
                "no publicUrl",
                "in the Installation: publicUrl: https://pb.acme.example");
    }
}
