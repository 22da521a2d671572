package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.delivery.Leavings;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letter;

/**
 * What letters tell of an execution that the journal does not: it is written behind, and lacks the last moment of a process that was
 * killed, and what there was no room for. A letter is there as soon as its work is over.
 */
record Posthumous(Lanes lanes) {
    /** The execution of these letters, as the journal has it and with what it does not say. */
    Execution told(Execution written, List<Letter> letters) {
        var steps = new ArrayList<>(written.steps());
        letters.stream()
                .filter(letter -> !isTold(steps, letter))
                .map(this::step)
                .forEach(steps::add);
        return steps.size() == written.steps().size() ? written : written.with(Earlier.status(steps), steps);
    }

    private static boolean isTold(List<Step> steps, Letter letter) {
        return steps.stream()
                .filter(step -> step.integrator().equals(letter.job().integrator())
                        && step.endpoint().equals(letter.job().endpoint()))
                .anyMatch(step -> switch (step.status()) {
                    case FAILED, TIMED_OUT, UNKNOWN -> true;
                    case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> false;
                });
    }

    private Step step(Letter letter) {
        var job = letter.job();
        var left = lanes.results(job.execution(), job.integrator()).path(job.endpoint());
        var code = Leavings.read(job.endpoint(), left, letter.endedAt())
                .problem()
                .map(Failure::code)
                .orElse(FailureCode.INTERNAL);
        var nothing = JsonNodeFactory.instance.objectNode();
        return new Step(
                job.integrator(),
                job.endpoint(),
                letter.kind() == Letter.Kind.UNKNOWN ? Step.Status.UNKNOWN : Step.Status.FAILED,
                Optional.empty(),
                job.attempts(),
                letter.endedAt(),
                Duration.ZERO,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                nothing,
                nothing,
                nothing,
                Optional.empty(),
                Optional.of(Failure.of(code, letter.reason())),
                job.revision());
    }
}
