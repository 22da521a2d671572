package org.patchbay.hook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.HookReply;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Response;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Scope;
import org.patchbay.render.ReplyPlan;

/**
 * What a hook answers, compiled.
 *
 * @param usual the answer when no case holds
 * @param patience how long the work may take before the answer leaves; empty: it leaves before the work
 */
record Speech(ReplyPlan usual, Optional<Duration> patience, List<Case> cases, Optional<ReplyPlan> duplicate) {
    Speech {
        cases = List.copyOf(cases);
    }

    /** An answer under a condition. */
    record Case(Guard when, ReplyPlan reply) {}

    static Speech compile(Optional<HookReply> written, Scope scope, Problems problems) {
        if (written.isEmpty()) {
            return new Speech(nothing(scope, problems), Optional.empty(), List.of(), Optional.empty());
        }
        var reply = written.get();
        return new Speech(
                ReplyPlan.compile(reply.usual(), scope, problems),
                reply.deadline(),
                reply.cases().stream().map(one -> one(one, scope, problems)).toList(),
                reply.duplicate().map(response -> ReplyPlan.compile(response, scope, problems)));
    }

    private static Case one(HookReply.Case written, Scope scope, Problems problems) {
        var when = written.when()
                .map(condition -> Guard.compile(condition, scope, problems))
                .orElseGet(Guard::always);
        return new Case(when, ReplyPlan.compile(written.response(), scope.sureOf(when.sureOf()), problems));
    }

    /** 200 without a body. */
    static ReplyPlan nothing(Scope scope, Problems problems) {
        var empty = new Response(At.NOWHERE, 200, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        return ReplyPlan.compile(empty, scope, problems);
    }

    /** The first that holds. */
    ReplyPlan answer(Values values) {
        return cases.stream()
                .filter(one -> one.when().holds(values))
                .map(Case::reply)
                .findFirst()
                .orElse(usual);
    }
}
