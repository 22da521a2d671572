package org.patchbay.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.patchbay.definition.At;
import org.patchbay.definition.Installation;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Library;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Template;

/**
 * All that was read, before anything is left out.
 *
 * @param unreadable names that stand in parts which could not be read
 * @param before what was found while reading and binding
 */
record Assembly(
        List<Bound<Template>> templates,
        List<Bound<Integrator>> integrators,
        List<Bound<Library>> libraries,
        List<Bound<Installation>> installations,
        Set<String> unreadable,
        List<Problem> before) {
    /** The template that an integrator names, {@code name} or {@code name@version}; the newest when no version is given. */
    Optional<Bound<Template>> template(String reference) {
        return newest(bound -> reference.equals(bound.name()))
                .or(() -> newest(bound -> reference.equals(bound.name() + "@" + version(bound))));
    }

    private Optional<Bound<Template>> newest(Predicate<Bound<Template>> filter) {
        return templates.stream().filter(filter).reduce((a, b) -> version(a) > version(b) ? a : b);
    }

    static int version(Bound<Template> template) {
        return template.value().map(Template::version).orElse(1);
    }

    /** The settings of the installation; empty when no document gives any. */
    Optional<Installation> installation() {
        return installations.stream().findFirst().flatMap(Bound::value);
    }

    /** True when nothing was wrong in that part below that place, so that what is missing there is really missing. */
    boolean isClean(Bound<?> bound, At below) {
        var prefix = below.pointer();
        return before.stream()
                .filter(problem -> problem.isError() && bound.part().holds(problem.at()))
                .noneMatch(problem -> isBelow(problem.at().pointer(), prefix));
    }

    private static boolean isBelow(String pointer, String prefix) {
        return pointer.equals(prefix) || pointer.startsWith(prefix + "/");
    }
}
