package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.patchbay.auth.Authenticator;
import org.patchbay.call.Bulk;
import org.patchbay.call.Silence;
import org.patchbay.definition.Condition;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Trigger;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.store.Store;
import org.patchbay.trip.Sender;

/**
 * What the steps of one revision are run with.
 *
 * @param silence of the partners that answers wait for
 * @param bulk room for what is large of what partners bring
 * @param nonces 32 lower-case hex digits at each call
 * @param unauthorized what makes a token count as expired where nothing else is said: status 401
 */
public record Kit(
        Store store,
        Authenticator tokens,
        Sender sender,
        Silence silence,
        Bulk bulk,
        ResultCache results,
        InstantSource clock,
        Supplier<String> nonces,
        Guard unauthorized) {
    /** The usual meaning of an expired token (RFC 6750 §3.1). */
    public static Guard unauthorized401() {
        var condition = Tree.of(JsonNodeFactory.instance.objectNode().put("status", 401));
        var scope = Scope.EMPTY.with(Root.STATUS, Names.value());
        return Guard.compile(new Condition(condition), scope, new Problems());
    }

    /** One clock reading and one random value. */
    public Moment moment() {
        return new Moment(clock.instant(), nonces.get());
    }

    /** Tick boxes of the agent that a trigger names. */
    public Map<String, Boolean> options(Trigger trigger) {
        var agent = trigger.body().path("agent").path("id");
        return agent.isValueNode() && !agent.isNull()
                ? store.fields().options(trigger.callCentre(), agent.asText())
                : Map.of();
    }
}
