package org.patchbay.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Info;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Signature;
import org.patchbay.definition.Template;

/**
 * All definitions of one revision.
 *
 * @param screens what agents of an integrator see, by the integrator's name, where it differs from the template's
 */
public record Definitions(
        List<Template> templates,
        List<Integrator> integrators,
        List<Library> libraries,
        Installation installation,
        Map<String, Screen> screens) {
    /** The template's iframe and info with the integrator's keys laid over them. */
    public record Screen(Optional<Iframe> iframe, Optional<Info> info) {}

    public Definitions {
        templates = List.copyOf(templates);
        integrators = List.copyOf(integrators);
        libraries = List.copyOf(libraries);
        screens = Map.copyOf(screens);
    }

    /** The template of that name in its newest version, or of that {@code name@version}. */
    public Optional<Template> template(String reference) {
        return templates.stream()
                .filter(template ->
                        template.name().is(reference) || (template.name() + "@" + template.version()).equals(reference))
                .max(Comparator.comparingInt(Template::version));
    }

    /** The template of an integrator; empty when it was left out because of errors. */
    public Optional<Template> templateOf(Integrator integrator) {
        return template(integrator.template().text());
    }

    /** The integrator of that name. */
    public Optional<Integrator> integrator(String name) {
        return integrators.stream()
                .filter(integrator -> integrator.name().is(name))
                .findFirst();
    }

    /** The integrators of a call centre, in the order of the documents. */
    public List<Integrator> ofCallcenter(String callcenterId) {
        return integrators.stream()
                .filter(integrator -> integrator.callcenterId().equals(callcenterId))
                .toList();
    }

    /** The signature that a template means by a name: its own, else that of a library. */
    public Optional<Signature> signature(Template template, String name) {
        return Optional.ofNullable(template.signatures().get(name))
                .or(() -> libraries.stream()
                        .flatMap(library ->
                                Optional.ofNullable(library.signatures().get(name)).stream())
                        .findFirst());
    }

    /** The same with each template as that makes of it. */
    public Definitions with(UnaryOperator<Template> change) {
        var changed = templates.stream().map(change).toList();
        return new Definitions(changed, integrators, libraries, installation, screens);
    }

    /** The same with an integrator more, in place of one of its name. */
    public Definitions with(Integrator integrator, Optional<Screen> screen) {
        var rest = without(integrator.name().text());
        var all = new ArrayList<>(rest.integrators());
        all.add(integrator);
        var seen = new HashMap<>(rest.screens());
        screen.ifPresent(found -> seen.put(integrator.name().text(), found));
        return new Definitions(templates, all, libraries, installation, seen);
    }

    /** The same without the integrator of that name. */
    public Definitions without(String integrator) {
        var seen = new HashMap<>(screens);
        seen.remove(integrator);
        var left =
                integrators.stream().filter(one -> !one.name().is(integrator)).toList();
        return new Definitions(templates, left, libraries, installation, seen);
    }

    /** What agents of an integrator see. */
    public Screen screen(Integrator integrator) {
        return Optional.ofNullable(screens.get(integrator.name().text())).orElseGet(() -> {
            var template = templateOf(integrator);
            return new Screen(template.flatMap(Template::iframe), template.flatMap(Template::info));
        });
    }
}
