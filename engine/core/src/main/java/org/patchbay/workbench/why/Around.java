package org.patchbay.workbench.why;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.engine.CallFile;
import org.patchbay.engine.CallFile.Kind;
import org.patchbay.engine.CallFile.Party;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Step;
import org.patchbay.store.Letter;

/** An event of a call, and what is around it. */
record Around(CallFile file, Execution execution) {
    private static final Duration ENDLESS = Duration.ofDays(1);

    String trigger() {
        return execution.trigger();
    }

    /** Work of this event that waits. */
    Stream<Pending> pending() {
        return file.pending().stream().filter(job -> job.execution().equals(execution.id()));
    }

    /** How long the answer was waited for at most, as far as the live revision says. */
    Duration budget() {
        return file.budgets().getOrDefault(trigger(), ENDLESS);
    }

    /** Whether a failed step is kept, to be sent again. */
    boolean isKept(Step step) {
        return file.letters().stream()
                .filter(letter -> letter.kind() == Letter.Kind.DEAD)
                .map(Letter::job)
                .anyMatch(job -> job.execution().equals(execution.id())
                        && job.integrator().equals(step.integrator())
                        && job.endpoint().equals(step.endpoint()));
    }

    /** What an endpoint is for; empty when nothing of it runs on this event any more. */
    Optional<Kind> kind(String integrator, String endpoint) {
        return party(integrator)
                .flatMap(party -> Optional.ofNullable(party.on(trigger()).get(endpoint)));
    }

    /** Whether an endpoint only serves others, as a login does. */
    boolean serves(String integrator, String endpoint) {
        return party(integrator)
                .map(party -> party.helpers().contains(endpoint))
                .orElse(false);
    }

    private Optional<Party> party(String integrator) {
        return file.parties().stream()
                .filter(party -> party.integrator().equals(integrator))
                .findFirst();
    }

    /** A reason that concerns an endpoint of this event. */
    Finding found(Cause cause, String integrator, String endpoint, String detail) {
        var about = About.of(trigger(), kind(integrator, endpoint));
        return found(about, cause, Optional.of(integrator), Optional.of(endpoint), detail);
    }

    /** A reason that concerns this event, or an integrator of its call centre. */
    Finding found(Cause cause, Optional<String> integrator, String detail) {
        return found(About.of(trigger()), cause, integrator, Optional.empty(), detail);
    }

    private Finding found(
            About about, Cause cause, Optional<String> integrator, Optional<String> endpoint, String detail) {
        var place = new Advice.Place(file.callCentre(), file.callId(), execution.id(), integrator, endpoint);
        return new Finding(about, cause, integrator, endpoint, detail, Optional.empty(), Advice.of(cause, place));
    }

    /** The same reason, which somebody has to do something about at another place. */
    Finding found(Cause cause, Pending job, String detail, List<String> next) {
        var found = found(cause, job.integrator(), job.endpoint(), detail);
        return new Finding(found.about(), cause, found.integrator(), found.endpoint(), detail, Optional.empty(), next);
    }
}
