package org.patchbay.mapping;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Answering;
import org.patchbay.definition.OutcomeKind;
import org.patchbay.definition.Outcomes;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Scope;

/**
 * Decides what a reply means, in this order: the token has expired; the first rule that holds; {@code successWhen}; the status (2xx ok;
 * 408, 425, 429 and 5xx retry; all else fail).
 *
 * <p>{@code successWhen} and the status do not hide each other. A condition that reads {@code status} decides alone which one is good;
 * any other is asked in addition to 2xx, so that a 404 without an error field is no success. Where it does not hold, 408, 425, 429 and
 * 5xx are still tried again: the page of a proxy that is overloaded is no refusal by the partner.
 *
 * <p>A body that cannot be read satisfies no condition that needs it. It is only a failure of its own where the status is 2xx and
 * {@code successWhen} needs it.
 */
record Judge(List<OutcomeRule> rules, Optional<Question> successWhen) {
    /** RFC 9110 §15.4; those within their origin were followed. */
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    Judge {
        rules = List.copyOf(rules);
    }

    static Judge compile(Answering reply, ResultNames names, Scope scope, Problems problems) {
        var about = Mapper.replyScope(scope);
        return new Judge(
                reply.outcomes().rules().stream()
                        .map(rule -> rule(rule, names, scope, problems))
                        .toList(),
                reply.successWhen().map(condition -> Question.of(Guard.compile(condition, about, problems))));
    }

    private static OutcomeRule rule(Outcomes.Rule rule, ResultNames names, Scope scope, Problems problems) {
        return new OutcomeRule(
                Question.of(Guard.compile(rule.when(), Mapper.replyScope(scope), problems)),
                rule.is(),
                rule.message().map(label -> AgentText.compile(rule.at(), label, scope, problems)),
                rule.delay(),
                Stores.compile(rule.store(), names, scope, problems));
    }

    /** Roots that the conditions read. */
    Set<Root> reads() {
        var reads = EnumSet.noneOf(Root.class);
        rules.forEach(rule -> reads.addAll(rule.when().reads()));
        successWhen.ifPresent(question -> reads.addAll(question.reads()));
        return reads;
    }

    Verdict judge(Incoming incoming, Optional<Question> expired, Values seen) {
        var answered = "answered " + incoming.status()
                + (REDIRECTS.contains(incoming.status()) ? ", a redirect that is not followed" : "");
        if (expired.isPresent() && expired.get().holds(incoming, seen)) {
            return Verdict.of(OutcomeKind.REFRESH, FailureCode.UPSTREAM_UNAUTHORIZED, answered);
        }
        var refusal = expired.isPresent() && incoming.status() == 401
                ? FailureCode.UPSTREAM_UNAUTHORIZED
                : FailureCode.UPSTREAM_REJECTED;
        for (var rule : rules) {
            if (rule.when().holds(incoming, seen)) {
                return new Verdict(rule.is(), code(rule.is(), refusal), answered, Optional.of(rule));
            }
        }
        return byStatus(incoming, seen, Verdict.of(OutcomeKind.FAIL, refusal, answered));
    }

    private static FailureCode code(OutcomeKind kind, FailureCode refusal) {
        return switch (kind) {
            case REAUTH -> FailureCode.REAUTH_REQUIRED;
            case REFRESH -> FailureCode.UPSTREAM_UNAUTHORIZED;
            case OK, ALREADY_DONE, RETRY, DISABLE, REMOVE, FAIL, UNKNOWN -> refusal;
        };
    }

    private Verdict byStatus(Incoming incoming, Values seen, Verdict failed) {
        if (successWhen.isEmpty() && incoming.is2xx()) {
            return Verdict.of(OutcomeKind.OK, failed.code(), failed.sentence());
        }
        if (successWhen.isPresent() && isGood(successWhen.get(), incoming, seen)) {
            return Verdict.of(OutcomeKind.OK, failed.code(), failed.sentence());
        }
        if (mayPass(incoming.status())) {
            return Verdict.of(OutcomeKind.RETRY, failed.code(), failed.sentence());
        }
        return successWhen
                .filter(_ -> incoming.is2xx())
                .map(question -> notGood(question, incoming, seen, failed))
                .orElse(failed);
    }

    private static boolean isGood(Question question, Incoming incoming, Values seen) {
        return (incoming.is2xx() || question.reads().contains(Root.STATUS)) && question.holds(incoming, seen);
    }

    private static Verdict notGood(Question question, Incoming incoming, Values seen, Verdict failed) {
        if (question.reads().contains(Root.REPLY) && incoming.body() instanceof ReplyBody.Unreadable(var why)) {
            return Verdict.of(
                    OutcomeKind.FAIL, FailureCode.MAPPING_FAILED, failed.sentence() + " with a body that is " + why);
        }
        var path = question.guard().failing(seen).orElse("it");
        return Verdict.of(
                failed.kind(),
                failed.code(),
                failed.sentence() + ", but `" + path + "` is not as successWhen wants it");
    }

    /** Statuses after which the same request may succeed (RFC 9110 §15.5.9, §15.6; RFC 8470 §5.2; RFC 6585 §4). */
    private static boolean mayPass(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }
}
