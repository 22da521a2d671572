package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Choices;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.flow.Choices.Following;
import org.patchbay.flow.Choices.Following.Going;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Custody;
import org.patchbay.store.StoreUnavailable;

/** Takes an agent's choice once, on all nodes; one that came to nothing can be made again. */
record Deciding(Tools tools, Choices choices, Repeats repeats, Custody custody) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param work runs what follows under an execution's id */
    Chosen choose(
            Tenant tenant,
            String callId,
            Choice choice,
            String execution,
            long revision,
            BiFunction<String, Going, Answer> work) {
        if (tools.store().fields().state(tenant.name()).isPresent()) {
            return new Chosen.NothingOpen();
        }
        custody.take(execution);
        try {
            return switch (following(tenant, callId, choice, execution)) {
                case Following.Nothing _ -> new Chosen.NothingOpen();
                case Following.NoSuch(var known) -> new Chosen.NoSuch(known);
                case Following.Gone(var first, var trigger, var _) ->
                    new Chosen.Answered(repeats.answer(first, trigger, revision));
                case Going going -> new Chosen.Answered(taken(tenant, callId, choice, going, work));
            };
        } finally {
            custody.leave(execution);
        }
    }

    private Following following(Tenant tenant, String callId, Choice choice, String execution) {
        var lock = "choice/" + tenant.name() + "/" + callId + "/" + choice.endpoint();
        return tools.store()
                .locks()
                .alone(lock, PATIENCE, () -> alone(tenant, callId, choice, execution))
                .orElseThrow(() -> new StoreUnavailable(
                        "another choice was being taken for " + PATIENCE.toSeconds() + " s; this one was not"));
    }

    private Following alone(Tenant tenant, String callId, Choice choice, String execution) {
        var now = tools.clock().instant();
        var following = choices.choose(tenant, callId, choice, execution, now);
        if (following instanceof Following.Gone(var first, var trigger, var owner)
                && custody.isLeft(first, owner)
                && !repeats.isKnown(first, trigger)
                && custody.take(first)) {
            choices.forget(tenant, callId, choice, now);
            return choices.choose(tenant, callId, choice, first, now);
        }
        return following;
    }

    private Answer taken(
            Tenant tenant, String callId, Choice choice, Going going, BiFunction<String, Going, Answer> work) {
        try {
            var answer = work.apply(going.execution(), going);
            if (isInVain(answer, choice)) {
                choices.forget(tenant, callId, choice, tools.clock().instant());
            }
            return answer;
        } catch (StoreUnavailable unsure) {
            throw unsure;
        } catch (RuntimeException notTaken) {
            choices.forget(tenant, callId, choice, tools.clock().instant());
            throw notTaken;
        } finally {
            custody.leave(going.execution());
        }
    }

    /** Something failed, and nothing was done or may have been: what is done again is not done twice. */
    private static boolean isInVain(Answer answer, Choice choice) {
        var followed = answer.results().values().stream()
                .flatMap(steps -> steps.values().stream())
                .filter(step -> !step.endpoint().equals(choice.endpoint()))
                .map(Answer.StepAnswer::status)
                .toList();
        return !followed.isEmpty()
                && followed.contains(Step.Status.FAILED)
                && List.of(Step.Status.FAILED, Step.Status.SKIPPED).containsAll(followed);
    }
}
