package org.patchbay.config;

import java.util.Set;
import java.util.TreeSet;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StoreEntry;
import org.patchbay.definition.Template;

/** Finds replies that would be stored into fields that no template declares (PB303). */
final class StoreCheck implements Check {
    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value().ifPresent(template -> {
                var known = fields(template);
                for (var endpoint : template.endpoints()) {
                    endpoint.reply().store().forEach((field, entry) -> field(field, entry, known, problems));
                }
            });
        }
    }

    private static Set<String> fields(Template template) {
        var known = new TreeSet<String>();
        template.fields().forEach(field -> known.add(field.name().text()));
        return known;
    }

    private static void field(String field, StoreEntry entry, Set<String> known, Problems problems) {
        if (!known.contains(field)) {
            Names.unknown(problems, "PB303", entry.at(), "field", field, known);
        }
    }
}
