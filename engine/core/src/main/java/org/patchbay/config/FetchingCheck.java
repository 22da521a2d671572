package org.patchbay.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Cron;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Pages;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Sync;

/** Finds pages, synchronizations and times that lack what they need, or contradict each other (PB204, PB205). */
final class FetchingCheck implements Check {
    private static final String CONTACTS = "contacts-sync";
    private static final String AGENTS = "agents-sync";

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            var written = TemplateOverlay.byName(bound.node(), "endpoints");
            bound.value()
                    .ifPresent(template -> template.endpoints().forEach(endpoint -> {
                        endpoint.fetching().pages().ifPresent(pages -> pages(pages, problems));
                        endpoint.fetching().sync().ifPresent(sync -> sync(endpoint, sync, problems));
                        Optional.ofNullable(written.get(endpoint.name().text()))
                                .ifPresent(node -> times(endpoint, node, problems));
                    }));
        }
    }

    private static void pages(Pages pages, Problems problems) {
        if (pages.by() == Pages.By.CURSOR && pages.next().isEmpty()) {
            problems.add(
                    "PB204",
                    pages.at(),
                    "pages by cursor need `next`",
                    "where the reply says how it goes on",
                    "for example next: meta.next");
        }
    }

    private static void sync(Endpoint endpoint, Sync sync, Problems problems) {
        if (!listens(endpoint, CONTACTS) && !listens(endpoint, AGENTS)) {
            problems.add(
                    "PB204",
                    sync.at(),
                    "`sync` needs `trigger: " + CONTACTS + "` or `trigger: " + AGENTS + "`",
                    "it says what is synchronized",
                    "");
        }
        if (endpoint.flow().each().isPresent() || endpoint.flow().ensure().isPresent()) {
            problems.add(
                    "PB205",
                    sync.at(),
                    "`sync` excludes `each` and `ensure`",
                    "it fetches page after page by itself and changes nothing at the partner",
                    "do the rest in an endpoint of its own");
        }
        var each = sync.items().each();
        if (!each.isEmpty()) {
            needed(endpoint).stream()
                    .filter(name -> !each.containsKey(name))
                    .forEach(name -> problems.add(
                            "PB204",
                            sync.items().at(),
                            "the items of `" + endpoint.name() + "` need `" + name + "`",
                            "without it an element is left out",
                            "for example each: { id: id, name: name"
                                    + (listens(endpoint, AGENTS) ? ", email: email" : "") + " }"));
        }
    }

    private static List<String> needed(Endpoint endpoint) {
        return listens(endpoint, AGENTS) ? List.of("id", "name", "email") : List.of("id", "name");
    }

    private static boolean listens(Endpoint endpoint, String trigger) {
        return endpoint.trigger().stream().anyMatch(name -> name.is(trigger));
    }

    private static void times(Endpoint endpoint, Node.Entries node, Problems problems) {
        var said = Map.of("every", at(node, "every"), "cron", at(node, "cron"));
        said.values().stream().flatMap(Optional::stream).findFirst().ifPresent(at -> {
            if (List.of("schedule", CONTACTS, AGENTS).stream().noneMatch(trigger -> listens(endpoint, trigger))) {
                problems.add(
                        "PB204",
                        at,
                        "an endpoint that runs by itself needs `trigger: schedule`",
                        "or " + CONTACTS + ", " + AGENTS,
                        "");
            }
        });
        if (said.values().stream().allMatch(Optional::isEmpty)) {
            endpoint.trigger().stream()
                    .filter(trigger -> trigger.is("schedule"))
                    .findFirst()
                    .ifPresent(trigger -> problems.add(
                            "PB204",
                            trigger.at(),
                            "`trigger: schedule` needs `every` or `cron`",
                            "when it runs",
                            "for example every: 15m"));
        }
        var every = at(node, "every").isPresent()
                || endpoint.fetching().sync().flatMap(Sync::every).isPresent();
        at(node, "cron")
                .filter(_ -> every)
                .ifPresent(at -> problems.add(
                        "PB205", at, "`cron` and `every` exclude each other", "one of them says when it runs", ""));
        endpoint.timing()
                .cron()
                .filter(text -> Cron.parse(text).isEmpty())
                .ifPresent(text -> problems.add(
                        "PB205",
                        at(node, "cron").orElse(endpoint.at()),
                        "`" + text + "` is no time of five fields",
                        "minute, hour, day of the month, month, weekday",
                        "for example \"30 6 * * 1-5\": at half past six from Monday to Friday"));
    }

    private static Optional<At> at(Node.Entries node, String key) {
        return node.get(key).map(Node::at);
    }
}
