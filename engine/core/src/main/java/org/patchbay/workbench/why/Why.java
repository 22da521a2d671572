package org.patchbay.workbench.why;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.engine.CallFile;
import org.patchbay.exchange.Execution;

/** Why there was no pop, no log, no SMS of a call: reasons as data, made of what is kept of it and of nothing else. */
public final class Why {
    private static final Set<String> ENDS = Set.of("call-end", "call-missed");

    private Why() {}

    /**
     * An event of the call.
     *
     * @param missing what did not come of it
     * @param findings what came of each endpoint, and why what is missing is missing
     */
    public record Event(Execution execution, Set<About> missing, List<Finding> findings) {
        public Event {
            missing = Set.copyOf(missing);
            findings = List.copyOf(findings);
        }
    }

    /**
     * What there is to say of a call.
     *
     * @param missing what did not come of any of its events
     * @param events in the order in which they came
     * @param untold about events that the phone system has not told of
     */
    public record Told(Set<About> missing, List<Event> events, List<Finding> untold) {
        public Told {
            missing = Set.copyOf(missing);
            events = List.copyOf(events);
            untold = List.copyOf(untold);
        }
    }

    /** Looks through the file of a call. */
    public static Told of(CallFile file) {
        var events = file.executions().stream()
                .map(execution -> new Happening(new Around(file, execution)).told())
                .toList();
        var untold = untold(file);
        return new Told(missing(events, untold), events, untold);
    }

    /** What is missing of an event may have come of another one. */
    private static Set<About> missing(List<Event> events, List<Finding> untold) {
        var missing = EnumSet.noneOf(About.class);
        events.forEach(event -> missing.addAll(event.missing()));
        untold.forEach(finding -> missing.add(finding.about()));
        events.stream()
                .flatMap(event -> event.findings().stream()
                        .filter(finding -> finding.cause().isGood())
                        .map(Finding::about)
                        .filter(about -> !event.missing().contains(about)))
                .forEach(missing::remove);
        return missing;
    }

    private static List<Finding> untold(CallFile file) {
        var untold = new ArrayList<Finding>();
        var told = file.executions().stream().map(Execution::trigger).toList();
        var ofCall = told.stream().anyMatch(trigger -> trigger.startsWith("call-"));
        if (ofCall && !told.contains("call-start") && hears(file, "call-start")) {
            untold.add(untold(file, About.POP, "the phone system has not told of call-start"));
        }
        if (ofCall && told.stream().noneMatch(ENDS::contains) && ENDS.stream().anyMatch(end -> hears(file, end))) {
            untold.add(untold(file, About.LOG, "the phone system has not told that the call is over"));
        }
        return untold;
    }

    private static boolean hears(CallFile file, String trigger) {
        return file.parties().stream().map(party -> party.on(trigger)).anyMatch(steps -> !steps.isEmpty());
    }

    private static Finding untold(CallFile file, About about, String detail) {
        var last = file.executions().getLast();
        var place = new Advice.Place(file.callCentre(), file.callId(), last.id(), Optional.empty(), Optional.empty());
        return new Finding(
                about,
                Cause.Known.NOT_TOLD,
                Optional.empty(),
                Optional.empty(),
                detail,
                Optional.empty(),
                Advice.of(Cause.Known.NOT_TOLD, place));
    }
}
