package org.patchbay.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.patchbay.definition.Defaults;
import org.patchbay.definition.Outcomes;
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
                stored(template).forEach(entry -> field(entry.getKey(), entry.getValue(), known, problems));
            });
        }
    }

    private static Set<String> fields(Template template) {
        var known = new TreeSet<String>();
        template.fields().forEach(field -> known.add(field.name().text()));
        template.shared().forEach(field -> known.add(field.name().text()));
        return known;
    }

    /** All that replies write: on success, and by the rule that says what they mean. */
    static Stream<Map.Entry<String, StoreEntry>> stored(Template template) {
        var own = template.endpoints().stream()
                .flatMap(endpoint -> Stream.concat(
                        endpoint.reply().store().entrySet().stream(),
                        ruled(endpoint.reply().outcomes())));
        return Stream.concat(
                own, template.defaults().map(Defaults::outcomes).stream().flatMap(StoreCheck::ruled));
    }

    private static Stream<Map.Entry<String, StoreEntry>> ruled(Outcomes outcomes) {
        return outcomes.rules().stream().flatMap(rule -> rule.store().entrySet().stream());
    }

    /** The field of which a part may be written. */
    static String field(String written) {
        return written.replaceFirst("\\..*", "");
    }

    private static void field(String written, StoreEntry entry, Set<String> known, Problems problems) {
        var field = field(written);
        if (!known.contains(field)) {
            Names.unknown(problems, "PB303", entry.at(), "field", field, known);
        }
    }
}
