package org.patchbay.hook;

import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.At;
import org.patchbay.definition.Handshake;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Response;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;
import org.patchbay.expression.Scope;
import org.patchbay.mapping.FieldChange;
import org.patchbay.mapping.Stores;
import org.patchbay.render.ReplyPlan;

/** A special request, compiled. */
public record HandshakePlan(Guard when, boolean verified, ReplyPlan reply, Stores stores) {
    static HandshakePlan compile(Handshake handshake, Scope scope, Scope replying, Problems problems) {
        var when = Guard.compile(handshake.when(), scope, problems);
        var response = handshake.reply().orElseGet(() -> empty(handshake.at()));
        return new HandshakePlan(
                when,
                handshake.verified(),
                ReplyPlan.compile(response, replying.sureOf(when.sureOf()), problems),
                Stores.compile(handshake.store(), scope, problems));
    }

    private static Response empty(At at) {
        return new Response(at, 200, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What becomes of fields by it. */
    public Map<String, FieldChange> brings(Values values) {
        return stores.read(values);
    }
}
