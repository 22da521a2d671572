package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Reference;
import org.patchbay.trip.Loops.Ensure;
import org.patchbay.trip.Plan;

/** Updates a record where it is known or found, else creates it; one at a time per lock, on all nodes. */
final class Ensurer {
    private final Kit kit;
    private final Visit visit;
    private final Settling settling;

    Ensurer(Kit kit, Visit visit) {
        this.kit = kit;
        this.visit = visit;
        this.settling = new Settling(kit.store());
    }

    Ending ensure(Turn turn, Values values, Ensure ensure) {
        var lock = "ensure/" + turn.run().tenant().name() + "/" + turn.step().name() + "/" + lock(turn, values, ensure);
        return kit.store()
                .locks()
                .alone(lock, turn.deadline().left(), () -> alone(turn, values, ensure))
                .orElseGet(() -> locked(turn));
    }

    private static String lock(Turn turn, Values values, Ensure ensure) {
        return ensure.lock()
                .map(reference -> reference.in(values))
                .filter(Ensurer::isThere)
                .map(Scalars::text)
                .or(() -> turn.run().interaction().map(call -> call.callId()))
                .orElseGet(turn.run()::execution);
    }

    private static Ending locked(Turn turn) {
        var failure = Failure.of(FailureCode.UPSTREAM_TIMEOUT, "another run worked on the same record all the while");
        return Ending.failed(turn.step().name(), failure, turn.begun())
                .meaning(new Outcome.Retry(failure, Optional.empty()));
    }

    /** What another run has left meanwhile is learnt first, and what this one leaves is kept before the next one may begin. */
    private Ending alone(Turn turn, Values before, Ensure ensure) {
        turn.run().learn(kit.store());
        var values = before.with(Root.CALL, turn.run().memory());
        var ending = ensure(turn, ensure, values);
        settling.remember(turn.run(), ending);
        return ending;
    }

    private Ending ensure(Turn turn, Ensure ensure, Values values) {
        var known = ensure.known().map(reference -> reference.in(values)).filter(Ensurer::isThere);
        if (known.isPresent()) {
            return update(turn, ensure, values, known.get());
        }
        if (ensure.find().isEmpty()) {
            return create(turn, ensure, values);
        }
        var found = visit.pay(turn, plan(turn, ensure.find().get()), values);
        turn.run().note(found);
        if (!found.status().succeeded()) {
            return found.of(turn.step().name());
        }
        var id = found.result().path(ensure.id());
        return isThere(id) ? update(turn, ensure, values, id) : create(turn, ensure, values);
    }

    private Ending create(Turn turn, Ensure ensure, Values values) {
        var created = visit.pay(turn, turn.step().plan(), values);
        return created.status().succeeded()
                ? kept(created, ensure, created.result().path(ensure.id()))
                : created;
    }

    private Ending update(Turn turn, Ensure ensure, Values values, JsonNode id) {
        var record = JsonNodeFactory.instance.objectNode().set("id", id);
        var updated = visit.pay(turn, plan(turn, ensure.update()), values.with(Root.ENSURE, record));
        turn.run().note(updated);
        var named = updated.of(turn.step().name());
        if (!updated.status().succeeded()) {
            return named;
        }
        var result = JsonNodeFactory.instance.objectNode();
        result.set(ensure.id(), id);
        updated.result().properties().forEach(entry -> result.set(entry.getKey(), entry.getValue()));
        return kept(named.bringing(result), ensure, id);
    }

    /** The id is kept where it will be looked for. */
    private static Ending kept(Ending ending, Ensure ensure, JsonNode id) {
        var name = ensure.keptAs();
        if (name.isEmpty() || !isThere(id)) {
            return ending;
        }
        ObjectNode remembered = ending.remembered().deepCopy();
        remembered.set(name.get(), id);
        return ending.remembering(remembered);
    }

    private static boolean isThere(JsonNode id) {
        return !Reference.isAbsent(id) && id.isValueNode() && !id.asText().isEmpty();
    }

    private static Plan plan(Turn turn, String name) {
        return Objects.requireNonNull(turn.run().tenant().program().plans().get(name));
    }
}
