package org.patchbay.config;

import org.patchbay.definition.FilledBy;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StoreEntry;
import org.patchbay.definition.Template;

/** Finds what would keep a field that is never stored (PB205, PB303). */
final class PassingCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value()
                    .ifPresent(template -> template.fields().stream()
                            .filter(field -> !field.stored())
                            .forEach(field -> field(template, field, problems)));
        }
    }

    private static void field(Template template, Parameter field, Problems problems) {
        var name = field.name().text();
        if (field.filledBy() == FilledBy.STORE) {
            problems.add(
                    "PB205",
                    field.at(),
                    "`" + name + "` is filled by what is stored, and never stored",
                    "`filledBy: store` and `stored: false`",
                    "keep one of them");
        }
        StoreCheck.stored(template)
                .filter(entry -> StoreCheck.field(entry.getKey()).equals(name))
                .forEach(entry -> kept(name, entry.getValue(), problems));
    }

    private static void kept(String name, StoreEntry entry, Problems problems) {
        problems.add(
                "PB303",
                entry.at(),
                "the field `" + name + "` is never stored",
                "`stored: false`",
                "store into a field of its own: { name: …, filledBy: store }");
    }
}
