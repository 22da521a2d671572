package org.patchbay.engine;

import java.util.Collection;
import java.util.Locale;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;
import org.patchbay.flow.Tenant;

/** A template on its way from its state to another one. */
record Transition(Template template, TemplateState next) {
    /** Reports a way that cannot be gone: what was published stays so for those who rely on it, until nobody does. */
    void check(Publications publications, Collection<Tenant> tenants, Problems problems) {
        if (publications.isKnown(template) && isBack()) {
            problems.add(
                    "PB906",
                    template.name().at(),
                    "`" + template.pinned() + "` is published and cannot be " + word() + " again",
                    "integrators rely on it",
                    "deprecate it, and give what is to be changed the next `version`");
        }
        var users = tenants.stream()
                .filter(tenant -> tenant.program().template().pinned().equals(template.pinned()))
                .map(Tenant::name)
                .sorted()
                .toList();
        if (next == TemplateState.REMOVED && !users.isEmpty()) {
            problems.add(
                    "PB906",
                    template.name().at(),
                    "`" + template.pinned() + "` is used by " + String.join(", ", users),
                    "it cannot be removed",
                    "move them to another version, or remove them first");
        }
    }

    private boolean isBack() {
        return switch (next) {
            case DRAFT, ACTIVE, REVIEW -> true;
            case PUBLISHED, DEPRECATED, REMOVED -> false;
        };
    }

    private String word() {
        return next.name().toLowerCase(Locale.ROOT);
    }
}
