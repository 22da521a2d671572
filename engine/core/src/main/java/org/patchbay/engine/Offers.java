package org.patchbay.engine;

import java.util.Locale;
import java.util.Optional;
import org.patchbay.config.Definitions;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;

/** Of what call centres can make integrators: what is another's alone is not there for them. */
record Offers(Definitions definitions) {
    /** Why the call centre of a wish cannot have an integrator of its template; empty when it can. */
    Optional<Problem> refusal(Wish wish) {
        var callCentre = wish.callCentre();
        var template = definitions.template(wish.template());
        if (template.filter(found -> found.isOfferedTo(callCentre)).isPresent()) {
            return Optional.empty();
        }
        var text = template.filter(found -> isKnown(found, callCentre))
                .map(found -> "the template `" + found.name() + "` is "
                        + found.state().name().toLowerCase(Locale.ROOT) + " and takes no new integrators")
                .orElseGet(() -> unknown(wish));
        return Optional.of(Links.problem("PB307", text, "/template"));
    }

    private static boolean isKnown(Template template, String callCentre) {
        return template.isOf(callCentre) || template.state() == TemplateState.DEPRECATED;
    }

    private String unknown(Wish wish) {
        var offered = definitions.templates().stream()
                .filter(template -> template.isOfferedTo(wish.callCentre()))
                .map(template -> template.name().text())
                .distinct()
                .toList();
        return Nearest.told("no template called `" + wish.template() + "`", wish.template(), offered);
    }
}
