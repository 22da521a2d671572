package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.patchbay.exchange.Execution;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Ending;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;

/**
 * What came of an event that a hook has heard, as far as it is known when the hook answers.
 *
 * @param results of its steps, by endpoint
 * @param blame the step that failed, and why
 * @param repeated whether the event came before
 * @param connected the integrator that was made of it, or reactivated
 */
public record Came(
        String execution,
        String trigger,
        Execution.Status status,
        JsonNode results,
        Blame blame,
        boolean repeated,
        Optional<Tenant> connected) {
    /** A step that failed, and why. */
    public record Blame(String endpoint, Optional<Failure> failure) {
        static final Blame NOBODY = new Blame("", Optional.empty());
    }

    /** It was taken; its work goes on. */
    public static Came accepted(String execution, String trigger) {
        return new Came(
                execution, trigger, Execution.Status.ACCEPTED, nothing(), Blame.NOBODY, false, Optional.empty());
    }

    /** Nothing was to be run. */
    public static Came idle(String execution) {
        return new Came(
                execution, "", Execution.Status.NOTHING_TO_DO, nothing(), Blame.NOBODY, false, Optional.empty());
    }

    /** Nothing was run, for that reason. */
    public static Came rejected(String execution, String trigger, Failure failure) {
        var blame = new Blame("", Optional.of(failure));
        return new Came(execution, trigger, Execution.Status.REJECTED, nothing(), blame, false, Optional.empty());
    }

    /** What a run has come to whose steps ended so. */
    public static Came of(String execution, Run run, Collection<Ending> endings) {
        var blame = endings.stream()
                .filter(ending ->
                        !ending.status().succeeded() && ending.problem().isPresent())
                .findFirst()
                .map(ending -> new Blame(ending.endpoint(), ending.problem()))
                .orElse(Blame.NOBODY);
        var status = Statuses.of(endings, false, false);
        return new Came(execution, run.trigger().name(), status, run.results(), blame, false, Optional.empty());
    }

    /** What a run has brought, its results as they may be shown. */
    static Came of(Answer answer) {
        var results = JsonNodeFactory.instance.objectNode();
        answer.results()
                .values()
                .forEach(steps -> steps.values().stream()
                        .filter(step -> step.status().succeeded())
                        .forEach(step -> results.set(step.endpoint(), step.data())));
        return of(answer, results);
    }

    static Came of(Answer answer, JsonNode results) {
        var blame = answer.results().values().stream()
                .flatMap(steps -> steps.values().stream())
                .filter(step -> step.problem().isPresent())
                .findFirst()
                .map(step -> new Blame(step.endpoint(), step.problem()))
                .orElse(Blame.NOBODY);
        return new Came(
                answer.executionId(), answer.trigger(), answer.status(), results, blame, false, Optional.empty());
    }

    /** As it can be told again. */
    static Came again(Answer answer) {
        return of(answer).repeating();
    }

    /** The same, when it came before. */
    public Came repeating() {
        return new Came(execution, trigger, status, results, blame, true, connected);
    }

    /** The same, which has connected that integrator. */
    public Came connecting(Tenant tenant) {
        return new Came(execution, trigger, status, results, blame, repeated, Optional.of(tenant));
    }

    private static JsonNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }

    boolean isGood() {
        return switch (status) {
            case SUCCEEDED, ACCEPTED, NOTHING_TO_DO -> true;
            case PARTIAL, FAILED, TIMED_OUT, REJECTED -> false;
        };
    }

    /** What the answer of the hook to that guest reads: fields as they are now, after what was stored. */
    Values in(Guest guest, long revision, Instant time) {
        var run = JsonNodeFactory.instance.objectNode();
        run.put("id", execution);
        run.put("key", execution);
        run.put("trigger", trigger);
        run.put("time", time.toString());
        run.put("attempt", 1);
        run.put("status", status.word());
        run.put("revision", revision);
        var tenant = connected.orElse(guest.tenant());
        var seen = guest.values()
                .with(Root.INTEGRATOR, tenant.newest())
                .with(Root.TEMPLATE, tenant.shared())
                .with(Root.HOOKS, tenant.hooks())
                .with(Root.RUN, run)
                .with(Root.RESULT, results);
        return isGood()
                ? seen
                : Views.failed(seen, blame.endpoint(), blame.failure().orElseGet(this::unnamed));
    }

    private Failure unnamed() {
        return status == Execution.Status.TIMED_OUT || status == Execution.Status.PARTIAL
                ? Failure.of(FailureCode.UPSTREAM_TIMEOUT, "the work was not over when the answer had to leave")
                : Failure.of(FailureCode.INTERNAL, "the run ended as " + status.word());
    }
}
