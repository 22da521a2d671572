package org.patchbay.workbench.why;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.engine.CallFile.Party;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.workbench.why.Cause.Failed;
import org.patchbay.workbench.why.Cause.Known;

/** One event of a call: what came of each endpoint, and who might have done something and did not. */
record Happening(Around around) {
    Why.Event told() {
        var findings = new ArrayList<Finding>();
        lastSteps().forEach(step -> new StepReasons(around).of(step).ifPresent(findings::add));
        around.pending().filter(this::isNoRetry).forEach(job -> findings.add(new WaitingReasons(around).of(job)));
        card(findings).ifPresent(findings::add);
        if (findings.isEmpty()) {
            findings.addAll(nothing());
        }
        var missing = missing(findings);
        if (missing.contains(About.of(around.trigger()))) {
            findings.addAll(bystanders(findings));
        }
        if (!missing.isEmpty() && around.execution().revision() != around.file().revision()) {
            findings.add(around.found(Known.OLDER_REVISION, Optional.empty(), revisions()));
        }
        return new Why.Event(around.execution(), missing, findings);
    }

    /** The last of each endpoint; those before it were tries. */
    private Collection<Step> lastSteps() {
        var last = new LinkedHashMap<List<String>, Step>();
        around.execution().steps().forEach(step -> last.put(List.of(step.integrator(), step.endpoint()), step));
        return last.values();
    }

    private boolean isNoRetry(Pending job) {
        return lastSteps().stream()
                .noneMatch(step -> step.status() == Step.Status.RETRYING && StepReasons.isOf(job, step));
    }

    /** Somebody was found and nothing is shown. */
    private Optional<Finding> card(List<Finding> findings) {
        var found = findings.stream()
                .anyMatch(finding ->
                        finding.about() == About.POP && finding.cause().isGood());
        var execution = around.execution();
        return !found || !execution.iframe().isEmpty() || execution.pop().isObject()
                ? Optional.empty()
                : Optional.of(around.found(
                        Known.NO_CARD, Optional.empty(), "no template says what the agent sees: `iframe` is missing"));
    }

    /** Why there is nothing at all. */
    private List<Finding> nothing() {
        var stopped =
                parties(Set.of()).flatMap(party -> stopped(party).stream()).toList();
        if (!stopped.isEmpty()) {
            return stopped;
        }
        var idle = around.execution().status() == Execution.Status.NOTHING_TO_DO;
        var detail = around.execution().reason().orElse("nothing is known of it yet");
        return List.of(around.found(idle ? Known.NOBODY_LISTENS : Known.RUNNING, Optional.empty(), detail));
    }

    /** Who had no part in it, and why. */
    private List<Finding> bystanders(List<Finding> findings) {
        var busy = findings.stream()
                .flatMap(finding -> finding.integrator().stream())
                .collect(Collectors.toSet());
        return parties(busy)
                .flatMap(party -> stopped(party).or(() -> busy.isEmpty() ? Optional.empty() : silent(party)).stream())
                .toList();
    }

    private Stream<Party> parties(Set<String> busy) {
        return around.file().parties().stream().filter(party -> !busy.contains(party.integrator()));
    }

    private Optional<Finding> stopped(Party party) {
        return party.state()
                .filter(_ -> !party.on(around.trigger()).isEmpty())
                .map(state -> around.found(
                        state.word().equals("reauth-required") ? Known.RECONNECT : Known.STOPPED,
                        Optional.of(party.integrator()),
                        "is " + state.word() + " now: " + state.reason()));
    }

    private Optional<Finding> silent(Party party) {
        return party.on(around.trigger()).isEmpty()
                ? Optional.of(around.found(
                        Known.NOT_LISTENING,
                        Optional.of(party.integrator()),
                        "was not asked: nothing of it listens to " + around.trigger()))
                : Optional.empty();
    }

    private String revisions() {
        return "it ran on revision " + around.execution().revision() + ", "
                + around.file().revision() + " is live";
    }

    private static Set<About> missing(List<Finding> findings) {
        var missing = EnumSet.noneOf(About.class);
        for (var about : List.of(About.POP, About.LOG, About.SMS)) {
            var causes = findings.stream()
                    .filter(finding -> finding.about() == about)
                    .map(Finding::cause)
                    .toList();
            var came = causes.stream().anyMatch(Cause::isGood);
            if (causes.stream().anyMatch(cause -> !cause.isGood() && (!came || weighs(about, cause)))) {
                missing.add(about);
            }
        }
        return missing;
    }

    /** Whether something is missing because of it although something else came: each log and each SMS counts, a card is one. */
    private static boolean weighs(About about, Cause cause) {
        return switch (cause) {
            case Failed _ -> about != About.POP;
            case Known known ->
                switch (known) {
                    case NOBODY_FOUND, CHOICE_OPEN, NO_CARD -> true;
                    case TOO_LATE, RUNNING, RETRYING, UNKNOWN, WAITS_BEHIND, EARLY, LEFT_ALONE, LEFT_OUT, WAITING ->
                        about != About.POP;
                    case DONE, SKIPPED, STOPPED, RECONNECT, NOT_LISTENING, NOBODY_LISTENS, NOT_TOLD, OLDER_REVISION ->
                        false;
                };
        };
    }
}
