package org.patchbay.server.cli;

import java.util.List;
import org.patchbay.workbench.PlayedCall;
import org.patchbay.workbench.Simulation.Outcome.Played;

/** The calls of a simulation, for reading. */
final class SimulationPage {
    private static final int SHOWN = 20;
    private static final int STORY = 90;

    private final Paint paint;

    SimulationPage(Paint paint) {
        this.paint = paint;
    }

    String page(Played played) {
        var page = new StringBuilder();
        var shown = played.calls().stream()
                .filter(call -> played.calls().size() <= SHOWN || !call.passed())
                .limit(SHOWN)
                .toList();
        shown.forEach(call -> line(page, call));
        played.strays().stream()
                .distinct()
                .forEach(stray ->
                        page.append(paint.mark(false)).append(' ').append(stray).append('\n'));
        return page.append(summary(played)).append('\n').toString();
    }

    private void line(StringBuilder page, PlayedCall call) {
        var play = call.play();
        page.append(Show.wide(play.callId(), 12))
                .append(' ')
                .append(Show.wide(play.script(), 16))
                .append(Show.wide(String.join(" ─ ", call.story()), STORY))
                .append("  ")
                .append(call.logs().map(logs -> Show.count(logs, "log") + ", ").orElse(""))
                .append(Show.count(call.pops(), "pop"))
                .append(call.dropped() == 0 ? "" : ", " + Show.count(call.dropped(), "duplicate") + " dropped")
                .append("  ")
                .append(paint.mark(call.passed()))
                .append('\n');
        call.wrong()
                .forEach(wrong -> page.append("             ")
                        .append(wrong)
                        .append(again(call))
                        .append('\n'));
    }

    private static String again(PlayedCall call) {
        var seed = call.play().seed() - 1;
        return call.play().seed() == 0 ? "" : "   (again: simulate chaos --calls 1 --seed " + seed + ")";
    }

    private static String summary(Played played) {
        List<PlayedCall> calls = played.calls();
        var wrong = calls.stream().filter(call -> !call.passed()).count();
        var dropped = calls.stream().mapToLong(PlayedCall::dropped).sum();
        return Show.count(calls.size(), "call") + ": " + (calls.size() - wrong) + " as they should be, " + wrong
                + " not; " + Show.count(dropped, "duplicate") + " dropped.";
    }
}
