package org.patchbay.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Why something did not come of a call, for reading. */
final class WhyPage {
    private static final int TRIGGER = 12;
    private static final String MARGIN = " ".repeat(8 + 2 + TRIGGER + 2);

    private final Terminal terminal;
    private final Clock clock;
    private final Paint paint;

    WhyPage(Terminal terminal) {
        this.terminal = terminal;
        this.clock = new Clock(terminal.zone());
        this.paint = Paint.of(terminal);
    }

    /** Each event with what came of it, what did not, and what to do next. */
    String page(JsonNode told) {
        var page = new StringBuilder(new CallPage(terminal).head(told));
        for (var event : told.path("events")) {
            var start = clock.time(text(event, "at")) + "  " + Show.wide(text(event, "trigger"), TRIGGER) + "  ";
            findings(page, start, event.path("findings"), words(event.path("missing")));
        }
        var missing = words(told.path("missing"));
        findings(page, " ".repeat(MARGIN.length()), told.path("untold"), missing);
        return page.append(closing(missing)).toString();
    }

    private void findings(StringBuilder page, String start, JsonNode findings, Set<String> missing) {
        var next = new LinkedHashSet<String>();
        var before = start;
        for (var finding : findings) {
            page.append(before).append(sentence(finding, missing)).append('\n');
            before = MARGIN;
            finding.path("next").forEach(command -> next.add(command.asText()));
        }
        if (!missing.isEmpty()) {
            next.forEach(command -> page.append(MARGIN)
                    .append(paint.faint("next: "))
                    .append(command)
                    .append('\n'));
        }
    }

    private String sentence(JsonNode finding, Set<String> missing) {
        var about = text(finding, "about");
        var due = text(finding, "due").isEmpty() ? "" : ", next try " + clock.time(text(finding, "due"));
        var who = (text(finding, "integrator") + " " + text(finding, "endpoint")).strip();
        var what = (who + " " + text(finding, "detail")).strip() + due;
        if (finding.path("good").asBoolean()) {
            return paint.good("✓") + " " + what;
        }
        return missing.contains(about)
                ? paint.bad("✗") + " " + paint.strong("no " + written(about) + ":") + " " + what
                : paint.faint("·") + " " + what;
    }

    private static String closing(Set<String> missing) {
        return missing.isEmpty()
                ? "Nothing is missing: what listens has done its work.\n"
                : "Missing: " + missing.stream().map(WhyPage::written).collect(Collectors.joining(", ")) + ".\n";
    }

    private static String written(String about) {
        return about.equals("sms") ? "SMS" : about;
    }

    private static Set<String> words(JsonNode list) {
        return list.valueStream().map(word -> word.asText()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asText("");
    }
}
