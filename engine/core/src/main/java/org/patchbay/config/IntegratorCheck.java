package org.patchbay.config;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.patchbay.definition.At;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Option;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.definition.TemplateState;

/** Compares what an integrator says with the world and with its template (PB203, PB301, PB502). */
final class IntegratorCheck implements Check {
    private static final List<String> COUNTRIES = Arrays.asList(Locale.getISOCountries());

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.integrators()) {
            where(bound.node(), problems);
            var template = bound.node().text("template").flatMap(name -> all.template(name.text()));
            bound.node().text("host").ifPresent(host -> host(host, template.flatMap(Bound::value), problems));
            template.ifPresent(found -> compare(bound, found, problems));
            template.flatMap(Bound::value)
                    .filter(found -> found.state() == TemplateState.REMOVED)
                    .ifPresent(found -> removed(bound, found, problems));
        }
        all.installations().forEach(bound -> where(bound.node(), problems));
    }

    /** Country, zone and language. */
    private static void where(Node.Entries node, Problems problems) {
        word(node, "country", COUNTRIES, COUNTRIES::contains, "a country of ISO 3166, for example VN", problems);
        var zones = ZoneId.getAvailableZoneIds();
        word(node, "zone", zones, zones::contains, "a zone of IANA, for example Asia/Ho_Chi_Minh", problems);
        word(
                node,
                "locale",
                List.of(),
                IntegratorCheck::isLanguage,
                "a language of BCP 47, for example vi or pt-BR",
                problems);
    }

    private static void word(
            Node.Entries node,
            String key,
            Collection<String> words,
            Predicate<String> known,
            String wanted,
            Problems problems) {
        node.text(key)
                .filter(text -> !text.isEmpty() && !known.test(text.text()))
                .ifPresent(text -> problems.add(
                        "PB203",
                        text.at(),
                        "unknown " + key + " `" + text + "`",
                        wanted,
                        Nearest.question(text.text(), words)));
    }

    private static boolean isLanguage(String text) {
        try {
            return !new Locale.Builder()
                    .setLanguageTag(text)
                    .build()
                    .getLanguage()
                    .isEmpty();
        } catch (IllformedLocaleException _) {
            return false;
        }
    }

    private static void host(Node.Text host, Optional<Template> template, Problems problems) {
        var text = host.text();
        if (host.isEmpty() || host.isSecret()) {
            return;
        }
        if (text.contains("://")) {
            var bare = text.replaceFirst("^[A-Za-z]+://", "")
                    .replaceFirst("/.*$", "")
                    .replaceFirst("^.*@", "");
            problems.add(
                    "PB502",
                    host.at(),
                    "`host` is written without `" + text.substring(0, text.indexOf("://") + 3) + "`",
                    "",
                    "did you mean `" + bare + "`?");
        } else if (!HostName.isHost(text)) {
            problems.add(
                    "PB502",
                    host.at(),
                    "`" + HostName.shown(text) + "` is no host",
                    "a name, with or without a port",
                    HostName.help(text));
        } else {
            allowed(host, template.map(Template::hosts).orElse(List.of()), problems);
        }
    }

    private static void allowed(Node.Text host, List<String> patterns, Problems problems) {
        var name = HostName.name(host.text());
        if (!patterns.isEmpty()
                && patterns.stream()
                        .noneMatch(pattern ->
                                Names.matchesHost(pattern, name) || Names.matchesHost(pattern, host.text()))) {
            problems.add(
                    "PB502",
                    host.at(),
                    "the template does not allow the host `" + host + "`",
                    "",
                    "its `hosts` are " + String.join(", ", patterns));
        }
    }

    private static void compare(Bound<Integrator> bound, Bound<Template> template, Problems problems) {
        var endpoints = Names.in(template.node(), "endpoints").keySet();
        keys(bound.node(), "endpoints", (name, at) -> {
            if (!endpoints.contains(name)) {
                Names.unknown(problems, "PB301", at, "endpoint", name, endpoints);
            }
        });
        var boxes = template.value().map(Template::options).orElse(List.of()).stream()
                .map(Option::name)
                .map(Object::toString)
                .toList();
        keys(bound.node(), "options", (name, at) -> {
            if (template.value().isPresent() && !boxes.contains(name)) {
                problems.add("PB203", at, "no tick box called `" + name + "`", "", Nearest.question(name, boxes));
            }
        });
        var kinds = template.value().map(Template::interactionTypes).orElse(List.of());
        bound.node().list("interactionTypes").forEach(node -> {
            if (node instanceof Node.Text kind && template.value().isPresent() && !kinds.contains(kind.text())) {
                problems.add(
                        "PB203",
                        kind.at(),
                        "the template knows no interaction `" + kind + "`",
                        "",
                        Nearest.question(kind.text(), kinds));
            }
        });
    }

    private static void removed(Bound<Integrator> bound, Template template, Problems problems) {
        problems.add(
                "PB307",
                bound.node().text("template").map(Node.Text::at).orElse(bound.nameAt()),
                "the template `" + template.name() + "` is removed, and `" + bound.name() + "` uses it",
                "",
                "deprecate it until no integrator uses it");
    }

    private interface Named {
        void accept(String name, At at);
    }

    private static void keys(Node.Entries node, String key, Named each) {
        node.map(key).ifPresent(map -> map.entries().forEach((name, entry) -> each.accept(name, entry.key())));
    }
}
