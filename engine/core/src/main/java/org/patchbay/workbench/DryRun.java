package org.patchbay.workbench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.SecretNode;
import org.patchbay.engine.Live;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Provenance;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Step;
import org.patchbay.exchange.Trigger;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Bound;
import org.patchbay.flow.Recollection;
import org.patchbay.flow.Recorder;
import org.patchbay.flow.Run;
import org.patchbay.flow.Tenant;
import org.patchbay.sign.Signing;
import org.patchbay.trip.Trip;

/** Shows the requests that a trigger would send and where each of their values comes from. Nothing is sent. */
public final class DryRun {
    private DryRun() {}

    /**
     * What one endpoint would send.
     *
     * @param type kind of the endpoint, as in documents
     * @param request empty when it cannot be made yet
     * @param tokens names of the Auth endpoints whose tokens would be fetched or taken from the cache
     * @param signed what is signed, piece by piece
     * @param waitsFor what has to be known first, also where it says no more than whether this is sent; or why it would be skipped
     * @param problem why it would be refused
     */
    public record Shown(
            String integrator,
            String endpoint,
            String type,
            String method,
            List<Provenance> parameters,
            Optional<Step.Sent> request,
            List<String> tokens,
            List<Signing.Piece> signed,
            Optional<String> waitsFor,
            Optional<Failure> problem) {
        public Shown {
            parameters = List.copyOf(parameters);
            tokens = List.copyOf(tokens);
            signed = List.copyOf(signed);
        }
    }

    /** The requests of every tenant that listens, in the order of their steps. */
    public static List<Shown> of(Live live, Trigger trigger) {
        var shown = new ArrayList<Shown>();
        for (var tenant : live.of(trigger.callCentre())) {
            if (trigger.integrator().map(tenant.name()::equals).orElse(true)) {
                var memory = Recollection.of(live.kit().store(), trigger, tenant.name());
                var run = new Run("dry-run", live.number(), trigger, tenant, memory);
                tenant.steps(trigger.name()).forEach(step -> shown.add(show(live, tenant, run, step)));
            }
        }
        return shown;
    }

    private static Shown show(Live live, Tenant tenant, Run run, Bound step) {
        var values = withTokens(live.stepper().view(run, step, 1), step);
        var skip = step.plan().when().failing(values);
        if (skip.isPresent()) {
            var open = skip.get().startsWith(Root.RESULT.word() + ".") ? waits(step) : Optional.<String>empty();
            var why = open.orElseGet(() -> "skipped: " + skip.get() + " does not hold");
            return shown(tenant, step, Optional.of(why), Optional.empty());
        }
        try {
            var filled = values.with(
                    Root.BODY, step.plan().inputs().withDefaults(run.trigger().body()));
            var prepared = new Trip(step.plan(), filled, tenant.locality()).prepare();
            return shown(tenant, run, step, prepared);
        } catch (Refusal refusal) {
            return step.waitsFor().isEmpty()
                    ? shown(tenant, step, Optional.empty(), Optional.of(refusal.failure()))
                    : shown(tenant, step, waits(step), Optional.empty());
        }
    }

    private static Optional<String> waits(Bound step) {
        return step.waitsFor().stream()
                .sorted()
                .reduce((first, next) -> first + ", " + next)
                .map(names -> "waits for the result of " + names);
    }

    private static Values withTokens(Values values, Bound step) {
        var tokens = JsonNodeFactory.instance.objectNode();
        step.plan().tokens().forEach(name -> tokens.putObject(name).set("", SecretNode.of("token-of-" + name)));
        return values.with(Root.AUTH, tokens);
    }

    private static Shown shown(Tenant tenant, Run run, Bound step, Trip.Prepared prepared) {
        var tokens = step.plan().tokens().stream().sorted().toList();
        var recorder = new Recorder(
                        run, tokens.stream().map(name -> "token-of-" + name).toList())
                .and(prepared);
        return new Shown(
                tenant.name(),
                step.name(),
                type(step),
                step.plan().method().name(),
                recorder.parameters(prepared),
                Optional.of(recorder.sent(prepared.request())),
                tokens,
                prepared.signed().pieces(),
                waits(step),
                Optional.empty());
    }

    private static Shown shown(Tenant tenant, Bound step, Optional<String> waitsFor, Optional<Failure> problem) {
        return new Shown(
                tenant.name(),
                step.name(),
                type(step),
                step.plan().method().name(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                waitsFor,
                problem);
    }

    private static String type(Bound step) {
        return switch (step.plan().endpoint().type()) {
            case AUTH -> "Auth";
            case GET_DATA -> "GetData";
            case POST_DATA -> "PostData";
            case SEND_SMS -> "SendSMS";
        };
    }
}
