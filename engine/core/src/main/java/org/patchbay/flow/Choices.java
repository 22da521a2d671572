package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Match;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.lifecycle.CallBook;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Nodes;
import org.patchbay.store.Store;

/**
 * What runs leave open for an agent: which of many is meant (format reference, section 7, {@code match} with {@code many: ask}). Kept with
 * the call, so that any process can go on when the agent has chosen.
 */
public final class Choices {
    private static final String CANDIDATES = "candidates";
    private static final String MATCHED = "matched";
    private static final String CHOSEN = "chosen";
    private static final String EXECUTION = "execution";
    private static final String OWNER = "owner";

    private final CallBook book;
    private final String owner;

    /** Keeps what is open in that store. */
    public Choices(Store store) {
        this.book = new CallBook(store);
        this.owner = store.nodes().own();
    }

    /** What an agent says. */
    public record Choice(String endpoint, String id) {}

    /** What follows from it. */
    public sealed interface Following {
        /** The steps that waited for it run as that execution, for this tenant, on this trigger; the rest is known. */
        record Going(String execution, Trigger trigger, Tenant tenant, List<Ending> known) implements Following {}

        /**
         * The same was chosen before, and that execution went on.
         *
         * @param owner the process that is at it, or was
         */
        record Gone(String execution, Trigger trigger, String owner) implements Following {}

        /** Nothing is open there: it was never asked, or too long ago. */
        record Nothing() implements Following {}

        /** No candidate is called so. */
        record NoSuch(List<String> ids) implements Following {}
    }

    /** Notes what a run has left open, with the results that it has by now; what was chosen stays chosen. */
    void open(Run run) {
        run.interaction().ifPresent(call -> {
            synchronized (run) {
                var results = run.results();
                asking(run)
                        .filter(endpoint -> isOpen(results.path(endpoint)))
                        .forEach(endpoint -> open(run, call, endpoint, results));
            }
        });
    }

    private static Stream<String> asking(Run run) {
        return run.tenant().steps(run.trigger().name()).stream()
                .filter(step -> step.plan()
                        .endpoint()
                        .reply()
                        .match()
                        .filter(match -> match.many() == Match.Many.ASK)
                        .isPresent())
                .map(Bound::name);
    }

    private static boolean isOpen(JsonNode result) {
        return result.has(CANDIDATES) && !result.has(MATCHED);
    }

    private void open(Run run, CallKey call, String endpoint, JsonNode results) {
        var trigger = run.trigger();
        var open = JsonNodeFactory.instance.objectNode();
        open.put("trigger", trigger.name());
        open.set("body", trigger.body());
        open.set("results", results);
        var kept = book.kept(call, name(endpoint), trigger.receivedAt());
        if (!kept.has(CHOSEN) || !isSame(kept, open, endpoint)) {
            keep(call, endpoint, open, run.tenant(), trigger.receivedAt());
        }
    }

    private static boolean isSame(JsonNode kept, JsonNode open, String endpoint) {
        return kept.path("trigger").equals(open.path("trigger"))
                && kept.path("body").equals(open.path("body"))
                && kept.path("results")
                        .path(endpoint)
                        .equals(open.path("results").path(endpoint));
    }

    private void keep(CallKey call, String endpoint, ObjectNode open, Tenant tenant, Instant now) {
        book.keep(
                call,
                name(endpoint),
                open,
                now.plus(tenant.program().rules().calls().memory()));
    }

    private static String name(String endpoint) {
        return "choice/" + endpoint;
    }

    /** What follows from a choice in a call of the tenant, as the execution of that id; one at a time. */
    public Following choose(Tenant tenant, String callId, Choice choice, String execution, Instant now) {
        var call = call(tenant, callId, now);
        if (!(book.kept(call, name(choice.endpoint()), now) instanceof ObjectNode open)) {
            return new Following.Nothing();
        }
        if (open.path(CHOSEN).asText().equals(choice.id())) {
            return new Following.Gone(
                    open.path(EXECUTION).asText(),
                    trigger(tenant, open, now),
                    open.path(OWNER).asText());
        }
        return begun(tenant, call, choice, execution, open, now);
    }

    /** The choice came to nothing: it can be made once more. */
    public void forget(Tenant tenant, String callId, Choice choice, Instant now) {
        var call = call(tenant, callId, now);
        if (book.kept(call, name(choice.endpoint()), now) instanceof ObjectNode open) {
            ObjectNode again = open.deepCopy();
            keep(call, choice.endpoint(), again.without(List.of(CHOSEN, EXECUTION, OWNER)), tenant, now);
        }
    }

    /** Nobody knows what became of it as that execution: whoever makes it next, in whichever process, goes on under the same id. */
    public void leave(Tenant tenant, String callId, Choice choice, String execution, Instant now) {
        var call = call(tenant, callId, now);
        if (book.kept(call, name(choice.endpoint()), now) instanceof ObjectNode open
                && open.path(EXECUTION).asText().equals(execution)
                && open.path(OWNER).asText().equals(owner)) {
            keep(call, choice.endpoint(), open.deepCopy().put(OWNER, Nodes.NOBODY), tenant, now);
        }
    }

    private Following begun(
            Tenant tenant, CallKey call, Choice choice, String execution, ObjectNode open, Instant now) {
        var found = open.path("results").path(choice.endpoint());
        var candidates = found.path(CANDIDATES).valueStream().toList();
        var ids = IntStream.range(0, candidates.size())
                .mapToObj(place -> id(candidates.get(place), place))
                .toList();
        var place = ids.indexOf(choice.id());
        if (place < 0 || !(found instanceof ObjectNode result)) {
            return new Following.NoSuch(ids);
        }
        var chosen = open.deepCopy()
                .put(CHOSEN, choice.id())
                .put(EXECUTION, execution)
                .put(OWNER, owner);
        keep(call, choice.endpoint(), chosen, tenant, now);
        return going(
                execution, tenant, choice.endpoint(), open, result.deepCopy().set(MATCHED, candidates.get(place)), now);
    }

    private CallKey call(Tenant tenant, String callId, Instant now) {
        var callCentre = tenant.integrator().callcenterId();
        var body = JsonNodeFactory.instance.objectNode().put("callId", callId);
        return book.interaction(
                        new Trigger("call-start", callCentre, body, Optional.empty(), Optional.empty(), now),
                        tenant.name())
                .orElseThrow();
    }

    /** A candidate is called by its id, else by its place, counted from 0. */
    private static String id(JsonNode candidate, int place) {
        var id = candidate.path("id");
        return id.isValueNode() && !id.isNull() ? Scalars.text(id) : String.valueOf(place);
    }

    private static Following going(
            String execution, Tenant tenant, String endpoint, ObjectNode open, ObjectNode result, Instant now) {
        var trigger = trigger(tenant, open, now);
        var name = trigger.name();
        var narrowed = tenant.from(name, endpoint);
        var results = open.path("results");
        var waiting = narrowed.steps(name).stream()
                .filter(step -> !results.has(step.name()) || isRepeated(step))
                .map(Bound::name)
                .toList();
        var known = new ArrayList<Ending>();
        results.propertyStream()
                .filter(other -> !waiting.contains(other.getKey()))
                .map(other -> Ending.known(other.getKey(), Step.Status.CACHED, other.getValue(), Optional.empty(), now))
                .forEach(known::add);
        narrowed.steps(name).stream()
                .filter(step -> step.name().equals(endpoint))
                .map(step -> chosen(step, result, now))
                .forEach(known::add);
        return new Following.Going(execution, trigger, narrowed, known);
    }

    /** What was read without knowing who is meant is read again; what was written is not written twice. */
    private static boolean isRepeated(Bound step) {
        return step.plan().endpoint().type() == EndpointType.GET_DATA;
    }

    private static Trigger trigger(Tenant tenant, ObjectNode open, Instant now) {
        return new Trigger(
                open.path("trigger").asText(),
                tenant.integrator().callcenterId(),
                open.path("body"),
                Optional.of(tenant.name()),
                Optional.empty(),
                now);
    }

    private static Ending chosen(Bound step, ObjectNode result, Instant now) {
        var remembered = step.plan().mapper().remembered(result);
        return Stepper.kept(step, Ending.chosen(step.name(), result, remembered, now));
    }
}
