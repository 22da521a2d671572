package org.patchbay.workbench.why;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.engine.CallFile.Kind;
import org.patchbay.engine.CallFile.Obstacle;
import org.patchbay.engine.CallFile.Pending;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.workbench.why.Cause.Failed;
import org.patchbay.workbench.why.Cause.Known;
import org.patchbay.workbench.why.Cause.Undelivered;

/** What came of a step that was begun, or why it was not. */
record StepReasons(Around around) {
    private static final String AFTER = "after ";
    private static final String AFTER_FAILURE = "afterFailure ";

    /** Empty where a login, or another call in the service of a step, went well. */
    Optional<Finding> of(Step step) {
        return switch (step.status()) {
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK ->
                around.serves(step.integrator(), step.endpoint()) ? Optional.empty() : Optional.of(succeeded(step));
            case FAILED, TIMED_OUT -> Optional.of(failed(step));
            case SKIPPED -> Optional.of(found(Known.SKIPPED, step, skipped(step)));
            case RETRYING -> Optional.of(retrying(step));
            case UNKNOWN -> Optional.of(found(Known.UNKNOWN, step, "may have happened: " + problem(step)));
            case ACCEPTED -> Optional.of(found(Known.RUNNING, step, "is not over"));
        };
    }

    private Finding succeeded(Step step) {
        var over = Duration.between(
                around.execution().startedAt(), step.startedAt().plus(step.took()));
        if (looksFor(step) == About.POP && over.compareTo(around.budget()) > 0) {
            return found(Known.TOO_LATE, step, late(step, over));
        }
        return switch (match(step)) {
            case "none" -> found(Known.NOBODY_FOUND, step, answered(step) + " and knows nobody");
            case "many" -> found(Known.CHOICE_OPEN, step, answered(step) + "; the agent has to choose who it is");
            default -> found(Known.DONE, step, answered(step));
        };
    }

    private About looksFor(Step step) {
        return About.of(around.trigger(), around.kind(step.integrator(), step.endpoint()));
    }

    private String match(Step step) {
        return around.kind(step.integrator(), step.endpoint())
                .filter(Kind::matches)
                .flatMap(_ -> around.execution().match())
                .orElse("");
    }

    private static String answered(Step step) {
        var status = step.response().map(reply -> "answered " + reply.status());
        return switch (step.status()) {
            case ALREADY_DONE -> "had been done before";
            case CACHED -> step.reason().orElse("was known from before");
            case FALLBACK -> "failed, its fallback was used";
            case SUCCEEDED, FAILED, SKIPPED, RETRYING, TIMED_OUT, UNKNOWN, ACCEPTED -> status.orElse("was done");
        };
    }

    private String late(Step step, Duration over) {
        return String.format(
                Locale.ROOT,
                "%s after %s s; the screen waits %s s at most",
                answered(step),
                seconds(over),
                seconds(around.budget()));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1_000.0);
    }

    private Finding failed(Step step) {
        var code = step.problem().map(Failure::code).orElse(FailureCode.INTERNAL);
        var kept = around.isKept(step) ? Undelivered.KEPT : Undelivered.OVER;
        return found(new Failed(code, kept), step, "failed: " + problem(step));
    }

    private static String problem(Step step) {
        return step.problem().map(Failure::message).orElse("no reason was given");
    }

    private static String skipped(Step step) {
        var reason = step.reason().orElse("");
        if (reason.startsWith(AFTER)) {
            return "was skipped: " + reason.substring(AFTER.length()) + " did not succeed";
        }
        if (reason.startsWith(AFTER_FAILURE)) {
            return "was skipped: " + reason.substring(AFTER_FAILURE.length()) + " did not fail";
        }
        return reason.isEmpty() ? "was skipped" : "was skipped: " + reason;
    }

    private Finding retrying(Step step) {
        var job = around.pending().filter(one -> isOf(one, step)).findFirst();
        var alone = job.flatMap(Pending::obstacle)
                        .filter(Obstacle.LeftAlone.class::isInstance)
                        .isPresent()
                ? "; its partner is left alone for now"
                : "";
        var found = found(Known.RETRYING, step, "failed " + times(step.attempt()) + ": " + problem(step) + alone);
        return job.map(one -> found.at(one.due())).orElse(found);
    }

    private static String times(int attempts) {
        return attempts == 1 ? "once" : attempts + " times";
    }

    static boolean isOf(Pending job, Step step) {
        return job.integrator().equals(step.integrator()) && job.endpoint().equals(step.endpoint());
    }

    private Finding found(Cause cause, Step step, String detail) {
        return around.found(cause, step.integrator(), step.endpoint(), detail);
    }
}
