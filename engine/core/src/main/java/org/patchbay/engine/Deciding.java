package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.patchbay.exchange.Step;
import org.patchbay.flow.Choices;
import org.patchbay.flow.Choices.Choice;
import org.patchbay.flow.Choices.Following;
import org.patchbay.flow.Choices.Following.Going;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Custody;
import org.patchbay.store.Insistence;
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
        var following = alone(tenant, callId, choice, execution, () -> choose(tenant, callId, choice, execution));
        return following instanceof Following.Gone gone
                        && custody.isLeft(gone.execution(), gone.owner())
                        && !repeats.isKnown(gone.execution(), gone.trigger())
                        && custody.take(gone.execution())
                ? again(tenant, callId, choice, gone)
                : following;
    }

    /** Goes on under the same id, unless another process does by now. */
    private Following again(Tenant tenant, String callId, Choice choice, Following.Gone left) {
        var first = left.execution();
        var goesOn = false;
        try {
            var following = alone(tenant, callId, choice, first, () -> {
                var now = choose(tenant, callId, choice, first);
                if (now instanceof Following.Gone gone && gone.owner().equals(left.owner())) {
                    choices.forget(tenant, callId, choice, tools.clock().instant());
                    return choose(tenant, callId, choice, first);
                }
                return now;
            });
            goesOn = following instanceof Going;
            return following;
        } finally {
            if (!goesOn) {
                custody.leave(first);
            }
        }
    }

    private Following choose(Tenant tenant, String callId, Choice choice, String execution) {
        return choices.choose(tenant, callId, choice, execution, tools.clock().instant());
    }

    private Following alone(
            Tenant tenant, String callId, Choice choice, String execution, Supplier<Following> deciding) {
        try {
            var decided = inTurn(tenant, callId, choice, deciding);
            if (decided.isPresent()) {
                return decided.get();
            }
        } catch (StoreUnavailable unsure) {
            pass(tenant, callId, choice, execution);
            throw unsure;
        }
        throw busy();
    }

    private <T> Optional<T> inTurn(Tenant tenant, String callId, Choice choice, Supplier<T> work) {
        var lock = "choice/" + tenant.name() + "/" + callId + "/" + choice.endpoint();
        return tools.store().locks().alone(lock, PATIENCE, work);
    }

    private static StoreUnavailable busy() {
        return new StoreUnavailable(
                "another choice was being taken for " + PATIENCE.toSeconds() + " s; this one was not");
    }

    /** What the store was asked to keep it may have kept, although it did not say so. */
    private void pass(Tenant tenant, String callId, Choice choice, String execution) {
        repeats.unsure(execution);
        Insistence.begin(() -> {
            var left = inTurn(tenant, callId, choice, () -> {
                choices.leave(tenant, callId, choice, execution, tools.clock().instant());
                return execution;
            });
            if (left.isEmpty()) {
                throw busy();
            }
            repeats.end(execution);
        });
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
            pass(tenant, callId, choice, going.execution());
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
