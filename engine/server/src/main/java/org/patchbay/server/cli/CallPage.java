package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A call as the server tells it, for reading. */
final class CallPage {
    private static final Set<String> FINE = Set.of("succeeded", "accepted", "nothing-to-do");
    private static final Set<String> DONE = Set.of("succeeded", "already-done", "cached", "fallback");

    private final Clock clock;
    private final Paint paint;

    CallPage(Terminal terminal) {
        this.clock = new Clock(terminal.zone());
        this.paint = Paint.of(terminal);
    }

    /** One row of a list: when, which call, who, and how each of its events went. */
    List<String> row(JsonNode call) {
        var events = call.path("events")
                .valueStream()
                .map(event -> paint.mark(FINE.contains(text(event, "status"))) + " " + text(event, "trigger"))
                .collect(Collectors.joining(" "));
        return List.of(
                clock.day(text(call, "from")),
                text(call, "callcenterId"),
                text(call, "callId"),
                text(call, "phone"),
                text(call, "agent"),
                events);
    }

    /** The call in one line. */
    String head(JsonNode call) {
        var facts = Stream.of(
                        text(call, "direction"),
                        text(call, "agent").isEmpty() ? "" : "agent " + text(call, "agent"),
                        text(call, "parentCallId").isEmpty() ? "" : "part of " + text(call, "parentCallId"),
                        clock.day(text(call, "from")) + " – " + clock.time(text(call, "to")))
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
        var phone = text(call, "phone").isEmpty() ? "" : "   " + text(call, "phone");
        return "call " + paint.strong(Show.line(text(call, "callId"))) + phone + "   " + facts + "\n";
    }

    /** The whole of it: each event with its steps, and what of it waits or was not delivered. */
    String page(JsonNode call) {
        var page = new StringBuilder(head(call));
        for (var execution : call.path("executions")) {
            page.append(clock.time(text(execution, "startedAt")))
                    .append(' ')
                    .append(paint.mark(FINE.contains(text(execution, "status"))))
                    .append(' ')
                    .append(Show.wide(text(execution, "trigger"), 12))
                    .append("  ")
                    .append(outcome(execution))
                    .append("  ")
                    .append(paint.faint(text(execution, "id")))
                    .append('\n');
            var rows = new ArrayList<List<String>>();
            execution.path("steps").forEach(step -> rows.add(stepRow(step)));
            of(call.path("waiting"), execution)
                    .forEach(job -> rows.add(row("…", job, "waits, next try " + clock.time(text(job, "due")))));
            of(call.path("undelivered"), execution)
                    .filter(letter -> !isTold(letter, execution))
                    .forEach(letter -> rows.add(row(paint.mark(false), letter, fate(letter))));
            Columns.table(rows)
                    .lines()
                    .forEach(row -> page.append("    ").append(row).append('\n'));
        }
        return page.toString();
    }

    private static String outcome(JsonNode execution) {
        var reason = text(execution, "reason");
        return text(execution, "status") + (reason.isEmpty() ? "" : ": " + reason) + " ("
                + execution.path("durationMs").asLong() + " ms)";
    }

    /** Whether a step of the execution says it already. */
    private static boolean isTold(JsonNode letter, JsonNode execution) {
        return execution
                .path("steps")
                .valueStream()
                .anyMatch(step -> text(step, "integrator").equals(text(letter, "integrator"))
                        && text(step, "endpoint").equals(text(letter, "endpoint")));
    }

    private static Stream<JsonNode> of(JsonNode items, JsonNode execution) {
        return items.valueStream().filter(item -> text(item, "execution").equals(text(execution, "id")));
    }

    private List<String> stepRow(JsonNode step) {
        var status = text(step, "status");
        return switch (status) {
            case "skipped" -> row(paint.faint("·"), step, "skipped: " + text(step, "reason"));
            case "accepted", "retrying" -> row("…", step, status + problem(step));
            default -> row(paint.mark(DONE.contains(status)), step, reply(step) + problem(step));
        };
    }

    private static List<String> row(String mark, JsonNode step, String what) {
        return List.of(mark + " " + text(step, "integrator"), text(step, "endpoint"), what);
    }

    private static String reply(JsonNode step) {
        var answered = step.has("upstreamStatus") ? text(step, "upstreamStatus") : text(step, "status");
        return answered + "  " + step.path("durationMs").asLong() + " ms";
    }

    private static String problem(JsonNode step) {
        var detail = text(step.path("problem"), "detail");
        return detail.isEmpty() ? "" : "  " + detail;
    }

    private static String fate(JsonNode letter) {
        var fate = text(letter, "kind").equals("unknown") ? "nobody knows whether it happened" : "was not delivered";
        return fate + ": " + text(letter, "reason");
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
