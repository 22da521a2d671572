package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An execution as the server tells it, for reading. */
public final class ExecutionPage {
    private static final Set<String> FINE =
            Set.of("succeeded", "accepted", "nothing-to-do", "already-done", "cached", "fallback");
    private static final Set<String> OPEN = Set.of("accepted", "retrying", "skipped");
    private static final int TRIGGER = 13;
    private static final int INTEGRATOR = 11;

    private final Clock clock;
    private final Paint paint;

    /** Pages with times of that terminal's zone, coloured where it wants colours. */
    public ExecutionPage(Terminal terminal) {
        this.clock = new Clock(terminal.zone());
        this.paint = Paint.of(terminal);
    }

    /** One line: when, what, for whom, what came out. */
    public String line(JsonNode execution) {
        return String.join(
                        "  ",
                        head(execution),
                        wide(text(execution, "callId"), TRIGGER),
                        summary(execution),
                        paint.faint(text(execution, "id")))
                + "\n";
    }

    /** The whole of it: each step with its request, what was remembered, and the card. */
    public String page(JsonNode execution) {
        var page = new StringBuilder(line(execution));
        var steps = elements(execution.path("steps"));
        var width = steps.stream()
                .mapToInt(step -> text(step, "endpoint").length())
                .max()
                .orElse(0);
        steps.forEach(step -> step(page, step, width));
        elements(execution.path("iframe"))
                .forEach(card -> new CardPage(paint)
                        .draw(card)
                        .forEach(row -> page.append("    ").append(row).append('\n')));
        return page.toString();
    }

    private String head(JsonNode execution) {
        var mark = hasDoneNothing(execution) ? paint.faint("·") : paint.mark(FINE.contains(text(execution, "status")));
        return clock.time(text(execution, "startedAt")) + " " + mark + " "
                + wide(text(execution, "trigger") + " ", TRIGGER) + wide(integrators(execution), INTEGRATOR);
    }

    private static boolean hasDoneNothing(JsonNode execution) {
        return text(execution, "status").equals("nothing-to-do");
    }

    private static String integrators(JsonNode execution) {
        return elements(execution.path("steps")).stream()
                .map(step -> text(step, "integrator"))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private String summary(JsonNode execution) {
        var body = execution.path("body");
        var phone = text(body, "phone").isEmpty() ? text(body, "to") : text(body, "phone");
        var titles = elements(execution.path("iframe")).stream()
                .map(card -> text(card, "title"))
                .toList();
        var parts = new ArrayList<String>();
        if (!phone.isEmpty()) {
            parts.add(titles.isEmpty() ? phone : phone + " → " + String.join(", ", titles));
        }
        parts.add(outcome(execution));
        return String.join("  ", parts);
    }

    private static String outcome(JsonNode execution) {
        var failed = lastTries(execution)
                .filter(step -> !FINE.contains(text(step, "status")) && !OPEN.contains(text(step, "status")))
                .findFirst()
                .map(step -> text(step, "endpoint") + ": " + problem(step));
        var reason = Optional.of(text(execution, "reason")).filter(text -> !text.isEmpty());
        var why = hasDoneNothing(execution) ? reason.or(() -> leftOut(execution)) : failed.or(() -> reason);
        var detail = why.map(text -> text + " ").orElse("");
        var status = text(execution, "status");
        return (status.equals("succeeded") ? "" : status + " ") + detail + "("
                + execution.path("durationMs").asLong() + " ms)";
    }

    /** Of an endpoint that was asked again, what came of it in the end. */
    private static Stream<JsonNode> lastTries(JsonNode execution) {
        var tries = new LinkedHashMap<String, JsonNode>();
        elements(execution.path("steps"))
                .forEach(step -> tries.put(text(step, "integrator") + " " + text(step, "endpoint"), step));
        return tries.values().stream();
    }

    /** Why the last step that was not run was not, a cancellation for one. */
    private static Optional<String> leftOut(JsonNode execution) {
        return elements(execution.path("steps")).reversed().stream()
                .filter(step -> !text(step, "reason").isEmpty())
                .findFirst()
                .map(step -> text(step, "endpoint") + ": " + text(step, "reason"));
    }

    private void step(StringBuilder page, JsonNode step, int width) {
        var status = text(step, "status");
        var mark = status.equals("skipped")
                ? paint.faint("·")
                : status.equals("accepted") || status.equals("retrying") ? "…" : paint.mark(FINE.contains(status));
        page.append("    ")
                .append(mark)
                .append(' ')
                .append(wide(text(step, "endpoint"), width))
                .append("  ");
        var request = step.path("request");
        if (request.isObject()) {
            page.append(wide(text(request, "method"), 4))
                    .append(' ')
                    .append(text(request, "url"))
                    .append("  ")
                    .append(reply(step));
        } else {
            page.append(status).append(text(step, "reason").isEmpty() ? "" : ": " + text(step, "reason"));
        }
        page.append('\n');
        var margin = " ".repeat(width + 8);
        notes(step).forEach(note -> page.append(margin).append(note).append('\n'));
    }

    private static String reply(JsonNode step) {
        var status = step.path("response").path("status");
        var tries = step.path("attempt").asInt() > 1
                ? ", try " + step.path("attempt").asInt()
                : "";
        return (status.isNumber() ? status.asText() : text(step, "status")) + "  "
                + step.path("durationMs").asLong() + " ms" + tries;
    }

    private static List<String> notes(JsonNode step) {
        var notes = new ArrayList<String>();
        if (step.path("problem").isObject()) {
            notes.add(problem(step));
            inFull(step.path("problem")).ifPresent(notes::add);
        }
        signature(step.path("signature"), notes);
        if (!step.path("remembered").isEmpty()) {
            notes.add("remembered " + named(step.path("remembered")));
        }
        if (!step.path("stored").isEmpty()) {
            notes.add("stored " + named(step.path("stored")));
        }
        return notes;
    }

    /** What a refused request had signed, and whether the clocks differ. */
    private static void signature(JsonNode signature, List<String> notes) {
        for (var piece : signature.path("pieces")) {
            notes.add("signed " + text(piece, "value") + "  "
                    + text(piece, "signed").replace("\r", "\\r").replace("\n", "\\n"));
        }
        if (signature.path("clockSkewMs").isNumber()) {
            var skew = signature.path("clockSkewMs").asLong();
            notes.add("clock  the partner's is " + Math.abs(skew) / 1000 + " s " + (skew < 0 ? "behind" : "ahead of")
                    + " ours");
        }
    }

    private static String problem(JsonNode step) {
        var problem = step.path("problem");
        var said = List.of("message", "detail", "title", "type").stream()
                .map(key -> text(problem, key))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(text(step, "status"));
        return text(step, "status").equals("unknown") ? "may have happened: " + said : said;
    }

    /** What an admin is told beside the sentence that is meant for agents. */
    private static Optional<String> inFull(JsonNode problem) {
        return Optional.of(text(problem, "detail"))
                .filter(detail -> !detail.isEmpty() && !text(problem, "message").isEmpty())
                .filter(detail -> !detail.equals(text(problem, "message")));
    }

    /** Single values as they are; of what has parts the name, {@code --json} shows the rest. */
    private static String named(JsonNode values) {
        return values.properties().stream()
                .map(entry -> entry.getKey().replace('/', ' ')
                        + (entry.getValue().isValueNode()
                                ? " " + entry.getValue().asText()
                                : ""))
                .collect(Collectors.joining(", "));
    }

    private static String wide(String text, int width) {
        return Show.wide(text, width);
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }

    private static List<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }
}
