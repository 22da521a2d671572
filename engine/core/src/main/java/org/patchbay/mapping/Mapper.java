package org.patchbay.mapping;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResponseFormat;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;

/** Reads what a reply meant and what is kept of it. Compiled once, thread-safe. */
public final class Mapper {
    private final ResponseFormat format;
    private final Judge judge;
    private final Gain gain;
    private final Blame blame;
    private final Optional<ObjectNode> fallback;
    private final Optional<TokenReader> token;
    private final Set<Root> reads;

    private Mapper(ResponseFormat format, Judge judge, Gain gain, Blame blame, Standby standby) {
        this.format = format;
        this.judge = judge;
        this.gain = gain;
        this.blame = blame;
        this.fallback = standby.fallback();
        this.token = standby.token();
        this.reads = EnumSet.copyOf(judge.reads());
        reads.addAll(gain.reads());
    }

    /** What is read from an endpoint besides its replies, and from the replies of Auth endpoints. */
    private record Standby(Optional<ObjectNode> fallback, Optional<TokenReader> token) {}

    /**
     * Compiles the reply side of an endpoint.
     *
     * @param scope names that templates in results may use (integrator, body, run, …); status, header and the reply's body are added here
     */
    public static Mapper compile(Endpoint endpoint, Scope scope, Problems problems) {
        var reply = endpoint.reply();
        var names = ResultNames.of(reply);
        var token = endpoint.auth().responseType().map(type -> TokenReader.compile(type, problems));
        return new Mapper(
                reply.responseFormat(),
                Judge.compile(reply, names, scope, problems),
                Gain.compile(endpoint, names, scope, problems),
                Blame.compile(reply, scope, problems),
                new Standby(reply.fallback().flatMap(tree -> Fallback.compile(tree, names, problems)), token));
    }

    /** The scope of conditions about a reply: {@code status}, {@code header.…}, {@code body.…} and what the given scope knows. */
    public static Scope replyScope(Scope scope) {
        return scope.without(Root.BODY)
                .with(Root.STATUS, Names.value())
                .with(Root.HEADER, Names.free())
                .with(Root.REPLY, Names.free());
    }

    /**
     * What the reply meant.
     *
     * @param expired what makes a token count as expired; asked first, empty when the request used none
     * @param values as the request saw them
     */
    public Mapped read(Reply reply, Optional<Guard> expired, Values values, Locality locality) {
        var incoming = new Incoming(reply, format);
        var question = expired.map(Question::of);
        var seen = see(incoming, question, values);
        var verdict = judge.judge(incoming, question, seen);
        var reading = new Reading(reply, seen, locality, "");
        return switch (verdict.kind()) {
            case OK -> ok(verdict, incoming, reading);
            case ALREADY_DONE -> bare(new Outcome.AlreadyDone(), verdict, reading);
            case RETRY ->
                bare(new Outcome.Retry(failure(verdict, incoming, reading), delay(verdict, reading)), verdict, reading);
            case REFRESH -> bare(new Outcome.Refresh(failure(verdict, incoming, reading)), verdict, reading);
            case REAUTH -> bare(new Outcome.Reauth(failure(verdict, incoming, reading)), verdict, reading);
            case DISABLE -> bare(new Outcome.Disable(failure(verdict, incoming, reading)), verdict, reading);
            case REMOVE -> bare(new Outcome.Remove(failure(verdict, incoming, reading)), verdict, reading);
            case FAIL -> bare(new Outcome.Fail(failure(verdict, incoming, reading)), verdict, reading);
            case UNKNOWN -> bare(new Outcome.Unknown(failure(verdict, incoming, reading)), verdict, reading);
        };
    }

    /** Only what a condition or a template reads is put together; most replies need none of it. */
    private Values see(Incoming incoming, Optional<Question> expired, Values values) {
        if (reads.isEmpty() && expired.isEmpty()) {
            return values;
        }
        var seen = values.with(Root.STATUS, IntNode.valueOf(incoming.status()));
        if (isRead(Root.HEADER, expired)) {
            seen = seen.with(Root.HEADER, Headers.tree(incoming.reply()));
        }
        return isRead(Root.REPLY, expired) ? seen.with(Root.REPLY, incoming.tree()) : seen;
    }

    private boolean isRead(Root root, Optional<Question> expired) {
        return reads.contains(root)
                || expired.isPresent() && expired.get().reads().contains(root);
    }

    private Mapped ok(Verdict verdict, Incoming incoming, Reading reading) {
        try {
            return gain.of(incoming, reading, verdict.rule());
        } catch (Misfit misfit) {
            return nothing(new Outcome.Fail(blame.misfit(misfit, incoming, reading)), Map.of());
        }
    }

    /** Without results; a rule may still write into fields. */
    private static Mapped bare(Outcome outcome, Verdict verdict, Reading reading) {
        var none = JsonNodeFactory.instance.objectNode();
        return nothing(
                outcome,
                verdict.rule()
                        .map(rule -> rule.stores().read(none, reading.values()))
                        .orElse(Map.of()));
    }

    private static Mapped nothing(Outcome outcome, Map<String, FieldChange> stored) {
        var none = JsonNodeFactory.instance.objectNode();
        return new Mapped(outcome, Optional.empty(), none, stored, none);
    }

    private Failure failure(Verdict verdict, Incoming incoming, Reading reading) {
        return blame.of(verdict, incoming, reading);
    }

    private static Optional<Duration> delay(Verdict verdict, Reading reading) {
        return verdict.rule()
                .flatMap(OutcomeRule::delay)
                .or(() -> reading.reply()
                        .header("retry-after")
                        .flatMap(value ->
                                RetryAfter.read(value, reading.values().moment().now())));
    }

    /** Several good replies as one, see {@link Gain#joined}. */
    public Mapped joined(List<Mapped> pages, Values values) {
        return gain.joined(pages, values);
    }

    /** What is remembered of a result that came about otherwise than by a reply alone. */
    public ObjectNode remembered(ObjectNode result) {
        return gain.remembers().of(result);
    }

    /** The result that stands in when there is none, as the fallback of the endpoint says. */
    public Optional<ObjectNode> fallback() {
        return fallback.map(ObjectNode::deepCopy);
    }

    /** The token in the reply of an Auth endpoint, by its response type; empty when there is none. */
    public Optional<TokenReply> token(Reply reply, Values values) {
        return token.flatMap(reader -> reader.read(reply));
    }

    /**
     * A mapped reply.
     *
     * @param match none, one or many, where the endpoint says what it looks for
     * @param remembered names and values to remember for the call
     * @param stored what becomes of fields
     * @param onward how its pages go on, and what a synchronization keeps of it
     */
    public record Mapped(
            Outcome outcome,
            Optional<String> match,
            ObjectNode remembered,
            Map<String, FieldChange> stored,
            ObjectNode onward) {
        public Mapped {
            stored = Map.copyOf(stored);
        }

        /** A reply that leaves nothing but what it meant. */
        public static Mapped only(Outcome outcome) {
            var nothing = JsonNodeFactory.instance.objectNode();
            return new Mapped(outcome, Optional.empty(), nothing, Map.of(), nothing);
        }

        /** The named results, where it worked. */
        public Optional<ObjectNode> result() {
            return outcome instanceof Outcome.Ok(var result) ? Optional.of(result) : Optional.empty();
        }
    }
}
