package org.patchbay.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.patchbay.definition.At;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/**
 * All that was read, before anything is left out.
 *
 * @param references templates by name and by name@version
 * @param byTemplate integrators by the name of their template
 * @param unreadable names that stand in parts which could not be read
 * @param dirt what was wrong while reading and binding
 */
record Assembly(
        List<Bound<Template>> templates,
        List<Bound<Integrator>> integrators,
        List<Bound<Library>> libraries,
        List<Bound<Installation>> installations,
        Map<String, Bound<Template>> references,
        Map<String, List<Bound<Integrator>>> byTemplate,
        Set<String> unreadable,
        Dirt dirt) {
    /** The template that an integrator names, {@code name} or {@code name@version}; the newest when no version is given. */
    Optional<Bound<Template>> template(String reference) {
        return Optional.ofNullable(references.get(reference));
    }

    /** Templates by {@code name} and by {@code name@version}. */
    static Map<String, Bound<Template>> references(List<Bound<Template>> templates) {
        var references = new HashMap<String, Bound<Template>>();
        for (var template : templates) {
            references.putIfAbsent(template.name() + "@" + version(template), template);
            references.merge(template.name(), template, (a, b) -> version(b) > version(a) ? b : a);
        }
        return references;
    }

    /** The integrators of a template in any version. */
    List<Bound<Integrator>> integratorsOf(Bound<Template> template) {
        return byTemplate.getOrDefault(template.name(), List.of());
    }

    /** Integrators by the name of their template. */
    static Map<String, List<Bound<Integrator>>> byTemplate(List<Bound<Integrator>> integrators) {
        return integrators.stream()
                .filter(integrator -> integrator.node().text("template").isPresent())
                .collect(Collectors.groupingBy(Assembly::templateName));
    }

    private static String templateName(Bound<Integrator> integrator) {
        return integrator
                .node()
                .text("template")
                .map(text -> text.text().replaceFirst("@.*", ""))
                .orElse("");
    }

    static int version(Bound<Template> template) {
        return template.value().map(Template::version).orElse(1);
    }

    /** The settings of the installation; empty when no document gives any. */
    Optional<Installation> installation() {
        return installations.stream().findFirst().flatMap(Bound::value);
    }

    /** The same templates with one integrator only, of which those findings are known. */
    Assembly with(Bound<Integrator> integrator, Problems found) {
        var one = List.of(integrator);
        return new Assembly(
                templates,
                one,
                libraries,
                List.of(),
                references,
                byTemplate(one),
                unreadable,
                new Dirt(List.of(integrator.part()), found.sorted()));
    }

    /** True when nothing was wrong in that part below that place, so that what is missing there is really missing. */
    boolean isClean(Bound<?> bound, At below) {
        return !dirt.isBelow(bound.part(), below.pointer());
    }
}
