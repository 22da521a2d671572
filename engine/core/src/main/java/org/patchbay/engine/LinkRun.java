package org.patchbay.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Optional;
import java.util.function.Supplier;
import org.patchbay.definition.StandardTrigger;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.flow.Tenant;

/** Runs what a template does when a connection is made, ended or made again, and says whether all of it went well. */
record LinkRun(Dispatcher dispatcher, Supplier<Live> live, Tools tools) {
    /**
     * How it went.
     *
     * @param failed the first step that did not succeed
     * @param any whether anything may have been done at the partner
     */
    record Went(Optional<Linked.Failed> failed, boolean any) {}

    Went go(StandardTrigger trigger, Tenant tenant) {
        return go(trigger.word(), tenant);
    }

    private Went go(String trigger, Tenant tenant) {
        if (tenant.steps(trigger).isEmpty()) {
            return new Went(Optional.empty(), false);
        }
        var answer = dispatcher.check(live.get(), trigger(trigger, tenant), tenant);
        var steps = answer.results().values().stream()
                .flatMap(results -> results.values().stream())
                .toList();
        var failed = steps.stream().filter(LinkRun::isFailure).findFirst().map(LinkRun::failed);
        return new Went(failed, steps.stream().anyMatch(LinkRun::mayHaveHappened));
    }

    private static boolean isFailure(Answer.StepAnswer step) {
        return switch (step.status()) {
            case FAILED, TIMED_OUT, UNKNOWN -> true;
            case SUCCEEDED, ALREADY_DONE, CACHED, FALLBACK, SKIPPED, RETRYING, ACCEPTED -> false;
        };
    }

    private static boolean mayHaveHappened(Answer.StepAnswer step) {
        return step.status().succeeded()
                || step.status() == Step.Status.TIMED_OUT
                || step.status() == Step.Status.UNKNOWN;
    }

    private static Linked.Failed failed(Answer.StepAnswer step) {
        var failure = step.problem()
                .orElseGet(() -> Failure.of(FailureCode.UPSTREAM_TIMEOUT, step.endpoint() + " did not answer in time"));
        return new Linked.Failed(failure, step.endpoint());
    }

    private Trigger trigger(String name, Tenant tenant) {
        return new Trigger(
                name,
                tenant.integrator().callcenterId(),
                JsonNodeFactory.instance.objectNode(),
                Optional.of(tenant.name()),
                Optional.empty(),
                tools.clock().instant());
    }
}
