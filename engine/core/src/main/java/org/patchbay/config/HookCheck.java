package org.patchbay.config;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.At;
import org.patchbay.definition.Hook;
import org.patchbay.definition.HookEvent;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.definition.Integrator;
import org.patchbay.definition.Listening;
import org.patchbay.definition.Listening.Address;
import org.patchbay.definition.Listening.Many;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;

/** Finds hooks that make no sense, may be called by anybody, or mean nobody in particular (PB204, PB205, PB303, PB309, PB409, PB501). */
final class HookCheck implements Check {
    private static final String SHARED = "shared";

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value().ifPresent(template -> {
                template.hooks().forEach(hook -> hook(hook, template, all.integratorsOf(bound), problems));
                apart(template.hooks(), problems);
            });
        }
        all.integrators().forEach(integrator -> reserved(integrator, all, problems));
    }

    /** The address of its hooks is that of those that are nobody's own. */
    private static void reserved(Bound<Integrator> integrator, Assembly all, Problems problems) {
        var hasHooks = integrator
                .node()
                .text("template")
                .flatMap(name -> all.template(name.text()))
                .flatMap(Bound::value)
                .map(template -> !template.hooks().isEmpty())
                .orElse(false);
        if (hasHooks && integrator.name().equals(SHARED)) {
            problems.add(
                    "PB309",
                    integrator.nameAt(),
                    "an integrator whose template has hooks cannot be called `shared`",
                    "/hooks/shared/… are the hooks that are nobody's own",
                    "rename it");
        }
    }

    private static void hook(Hook hook, Template template, List<Bound<Integrator>> integrators, Problems problems) {
        var keys = hook.listening();
        if (!keys.events().isEmpty() && !keys.event().isEmpty()) {
            problems.add(
                    "PB205",
                    keys.events().getFirst().at(),
                    "`events` stands beside keys of a single event",
                    "each, when, dedupe, callId, trigger, link, fields, store",
                    "move them into an event of the list");
        }
        open(hook, template, problems);
        whom(hook, integrators, problems);
        if (keys.fieldsFrom().isPresent()
                && keys.reply().flatMap(reply -> reply.deadline()).isEmpty()) {
            problems.add(
                    "PB204",
                    hook.at(),
                    "the hook `" + hook.name() + "` needs `reply.wait`",
                    "what the caller brings is kept nowhere, so nothing can be done after the answer",
                    "for example reply: { wait: 10s }");
        }
        keys.hears().forEach(event -> linking(event, problems));
        stored(keys).forEach(field -> field(field, template, problems));
    }

    /** No request may reach two hooks. */
    private static void apart(List<Hook> hooks, Problems problems) {
        var seen = new HashMap<List<Object>, Hook>();
        for (var hook : hooks) {
            var keys = hook.listening();
            var path = keys.path().orElse("/" + hook.name()).replaceAll("\\{[^/]*}", "{}");
            for (var method : keys.method()) {
                var first = seen.putIfAbsent(List.of(keys.address(), path, method), hook);
                if (first != null && !first.name().is(hook.name().text())) {
                    problems.add(
                            "PB309",
                            hook.name().at(),
                            "the hook `" + hook.name() + "` has the address of `" + first.name() + "`",
                            "the first is at " + first.name().at(),
                            "give it another path");
                }
            }
        }
    }

    /** Who knows the token, a secret field or the fields themselves has shown who it is. */
    private static void open(Hook hook, Template template, Problems problems) {
        var keys = hook.listening();
        var known = keys.verify().isPresent()
                || keys.fieldsFrom().isPresent()
                || keys.address() == Address.TOKEN
                || keys.correlate().keySet().stream()
                        .anyMatch(path -> template.fields().stream()
                                .filter(Parameter::secret)
                                .anyMatch(field -> path.equals("integrator." + field.name())));
        if (!known) {
            problems.add(
                    "PB501",
                    hook.name().at(),
                    "anybody can call the hook `" + hook.name() + "`",
                    "it verifies nothing",
                    "verify: a signature, or carry: { header.X-Key: \"{{integrator.key}}\" }; or address: token");
        }
    }

    private static void whom(Hook hook, List<Bound<Integrator>> integrators, Problems problems) {
        var keys = hook.listening();
        if (keys.address() != Address.SHARED) {
            return;
        }
        var connects = keys.hears().stream().anyMatch(event -> event.link().equals(Optional.of(Linking.CONNECT)));
        if (keys.correlate().isEmpty() && keys.fieldsFrom().isEmpty() && !connects) {
            problems.add(
                    "PB409",
                    hook.name().at(),
                    "nothing says which integrator the shared hook `" + hook.name() + "` means",
                    "no correlate, fieldsFrom or link: connect",
                    "for example correlate: { integrator.team: body.team_id }");
        }
        if (!keys.correlate().isEmpty() && keys.many() == Many.REFUSE) {
            equal(hook, integrators, problems);
        }
    }

    private static void equal(Hook hook, List<Bound<Integrator>> integrators, Problems problems) {
        var seen = new HashMap<List<String>, String>();
        for (var integrator : integrators) {
            var values = hook.listening().correlate().keySet().stream()
                    .flatMap(path -> value(integrator.node(), path).stream())
                    .toList();
            var whole = values.size() == hook.listening().correlate().size();
            var other = whole ? seen.putIfAbsent(values, integrator.name()) : null;
            if (other != null && !other.equals(integrator.name())) {
                problems.add(
                        "PB409",
                        hook.listening().correlate().values().iterator().next().at(),
                        "the hook `" + hook.name() + "` cannot tell `" + other + "` from `" + integrator.name() + "`",
                        "all that it compares is equal",
                        "compare something more, or many: all");
            }
        }
    }

    /** What a document says about an integrator at such a path. */
    private static Optional<String> value(Node.Entries integrator, String path) {
        var key = path.replaceFirst("^integrator\\.", "");
        return integrator
                .text(key)
                .or(() -> integrator.map("fields").flatMap(fields -> fields.text(key)))
                .filter(text -> !text.isEmpty())
                .map(Node.Text::text);
    }

    private static void linking(HookEvent event, Problems problems) {
        if (!event.fields().isEmpty() && !event.link().equals(Optional.of(Linking.CONNECT))) {
            problems.add(
                    "PB205",
                    event.at(),
                    "`fields` are what `link: connect` fills in",
                    "nothing is connected here",
                    "add link: connect, or write into fields with store");
        }
    }

    private record Stored(String field, At at) {}

    private static Stream<Stored> stored(Listening keys) {
        var events = keys.hears().stream().flatMap(event -> event.store().entrySet().stream());
        var handshakes = keys.handshake().stream().flatMap(handshake -> handshake.store().entrySet().stream());
        return Stream.concat(events, handshakes)
                .map(entry -> new Stored(
                        entry.getKey().replaceFirst("\\..*", ""),
                        entry.getValue().at()));
    }

    private static void field(Stored stored, Template template, Problems problems) {
        Set<String> known = Stream.concat(template.fields().stream(), template.shared().stream())
                .map(field -> field.name().text())
                .collect(Collectors.toCollection(TreeSet::new));
        if (!known.contains(stored.field())) {
            Names.unknown(problems, "PB303", stored.at(), "field", stored.field(), known);
        }
    }
}
