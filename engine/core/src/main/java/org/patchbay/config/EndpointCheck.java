package org.patchbay.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.patchbay.definition.Budget;
import org.patchbay.definition.DeliveryMode;
import org.patchbay.definition.Durations;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Iframe;
import org.patchbay.definition.Match;
import org.patchbay.definition.Name;
import org.patchbay.definition.Nearest;
import org.patchbay.definition.Problems;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.definition.Template;

/** Finds endpoints and buttons that lack what their other keys ask for, and budgets that cannot be kept (PB204, PB407). */
final class EndpointCheck implements Check {
    private static final Pattern PLACE_KEY = Pattern.compile("(header|query|body)\\.[^\\s]+");

    @Override
    public void run(Assembly all, Problems problems) {
        for (var bound : all.templates()) {
            bound.value().ifPresent(template -> {
                var written = TemplateOverlay.byName(bound.node(), "endpoints");
                for (var endpoint : template.endpoints()) {
                    if (all.isClean(bound, endpoint.at())) {
                        complete(endpoint, problems);
                        ensured(template, endpoint, problems);
                    }
                    budget(written, template, endpoint, problems);
                }
                template.iframe().ifPresent(iframe -> buttons(iframe, problems));
            });
        }
    }

    private static void complete(Endpoint endpoint, Problems problems) {
        if (endpoint.type() == EndpointType.AUTH
                && !GrantCheck.isOAuth(endpoint.auth())
                && endpoint.auth().responseType().isEmpty()
                && endpoint.reply().result().isEmpty()) {
            problems.add(
                    "PB204",
                    endpoint.name().at(),
                    "the Auth endpoint `" + endpoint.name() + "` needs `responseType`",
                    "where the token is in the reply",
                    "for example responseType: { token: data.accessToken, expiresIn: data.expiresIn }");
        }
        endpoint.delivery()
                .idempotencyKey()
                .filter(key -> !PLACE_KEY.matcher(key).matches())
                .ifPresent(key -> problems.add(
                        "PB205",
                        endpoint.name().at(),
                        "`idempotencyKey` wants a place and a key, not `" + key + "`",
                        "",
                        "for example header.Idempotency-Key"));
        endpoint.reply()
                .match()
                .filter(match -> needsBy(match) && match.by().isEmpty())
                .ifPresent(match -> problems.add(
                        "PB204",
                        match.at(),
                        "a match of `newest` or `oldest` needs `by`",
                        "the field that is compared",
                        "for example by: updatedAt"));
    }

    /** The id of a record must be left by the endpoint that creates it and by the one that finds it. */
    private static void ensured(Template template, Endpoint endpoint, Problems problems) {
        endpoint.flow().ensure().ifPresent(ensure -> {
            leaves(endpoint, ensure.id(), problems);
            ensure.find()
                    .flatMap(find -> template.endpoint(find.text()))
                    .ifPresent(find -> leaves(find, ensure.id(), problems));
        });
    }

    private static void leaves(Endpoint endpoint, Name id, Problems problems) {
        var results = endpoint.reply().result().keySet();
        if (!results.contains(id.text())) {
            problems.add(
                    "PB304",
                    id.at(),
                    "`" + endpoint.name() + "` leaves no result called `" + id + "`",
                    "the id of the record",
                    Nearest.help(id.text(), results));
        }
    }

    private static boolean needsBy(Match match) {
        return match.many() == Match.Many.NEWEST || match.many() == Match.Many.OLDEST;
    }

    private static void buttons(Iframe iframe, Problems problems) {
        Stream.concat(iframe.buttons().stream(), iframe.empty().stream().flatMap(empty -> empty.buttons().stream()))
                .filter(button -> button.trigger().isEmpty()
                        && button.action().isEmpty()
                        && button.url().isEmpty())
                .forEach(button -> problems.add(
                        "PB204", button.at(), "a button needs `trigger`, `action` or `url`", "what it does", ""));
    }

    /** Only what an admin wrote in both places can contradict itself. */
    private static void budget(
            Map<String, Node.Entries> written, Template template, Endpoint endpoint, Problems problems) {
        var timeout = Optional.ofNullable(written.get(endpoint.name().text())).flatMap(node -> node.get("timeout"));
        if (timeout.isEmpty()) {
            return;
        }
        for (var trigger : endpoint.trigger()) {
            hard(template, trigger.text())
                    .filter(hard -> waits(endpoint, trigger.text())
                            && endpoint.request().timeout().compareTo(hard) > 0)
                    .ifPresent(hard -> problems.add(
                            "PB407",
                            timeout.get().at(),
                            "the timeout of `" + endpoint.name() + "` is longer than the budget of `" + trigger + "`",
                            "the answer leaves after " + Durations.write(hard),
                            "shorten the timeout, or write `delivery: background`"));
        }
    }

    private static Optional<Duration> hard(Template template, String trigger) {
        return Optional.ofNullable(template.budgets().get(trigger)).flatMap(Budget::hard);
    }

    private static boolean waits(Endpoint endpoint, String trigger) {
        var usual = StandardTrigger.of(trigger).map(StandardTrigger::delivery).orElse(DeliveryMode.BACKGROUND);
        return endpoint.delivery().mode().orElse(usual) == DeliveryMode.WAIT;
    }
}
