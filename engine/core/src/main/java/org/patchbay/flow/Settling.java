package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.patchbay.definition.FieldScope;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Tree;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Outcome;
import org.patchbay.exchange.Scalars;
import org.patchbay.mapping.FieldChange;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Store;

/** Writes down what a step left: call memory, fields of the integrator, its state, what an agent has to choose. */
public final class Settling {
    private final Store store;
    private final Choices choices;
    private final Consumer<Tenant> departed;

    /** Writes into that store. */
    public Settling(Store store) {
        this(store, _ -> {});
    }

    /** Writes into that store, and tells which tenant a partner wants removed. */
    public Settling(Store store, Consumer<Tenant> departed) {
        this.store = store;
        this.choices = new Choices(store);
        this.departed = departed;
    }

    /** Keeps what the step left and tells the run that the step is over. */
    public Ending settle(Run run, Ending ending) {
        remember(run, ending);
        ending.stored().forEach((field, change) -> store(run.tenant(), field, change));
        ending.outcome()
                .flatMap(outcome -> state(outcome, run, ending))
                .ifPresent(state -> store.fields().setState(run.tenant().name(), Optional.of(state)));
        run.end(ending);
        if (ending.status().succeeded()) {
            choices.open(run);
        }
        if (ending.outcome().filter(Outcome.Remove.class::isInstance).isPresent()) {
            departed.accept(run.tenant());
        }
        return ending;
    }

    /** Keeps what the step left for its call. */
    void remember(Run run, Ending ending) {
        var interaction = run.interaction();
        if (ending.remembered().isEmpty() || interaction.isEmpty()) {
            return;
        }
        var program = run.tenant().program();
        var life = program.template()
                .endpoint(ending.endpoint())
                .flatMap(endpoint -> endpoint.reply().rememberFor())
                .orElse(program.rules().calls().memory());
        store.calls()
                .remember(
                        interaction.get(),
                        ending.remembered(),
                        run.trigger().receivedAt().plus(life));
    }

    /** Changes a field of a tenant, from what it holds now. */
    public void store(Tenant tenant, String field, FieldChange change) {
        var template = tenant.program().template();
        var parameter = template.parameter(field);
        var secret = parameter.filter(Parameter::secret).isPresent();
        UnaryOperator<Optional<JsonNode>> written =
                stored -> change.of(stored.or(() -> given(tenant, field))).map(value -> secret ? hidden(value) : value);
        if (parameter.filter(found -> found.scope() == FieldScope.TEMPLATE).isPresent()) {
            var _ = store.fields().change(Known.place(template), field, written);
            return;
        }
        tenant.set(field, () -> store.fields().change(tenant.name(), field, written));
    }

    /** What a field holds that nothing was stored into. */
    private static Optional<JsonNode> given(Tenant tenant, String field) {
        var parameter = tenant.program().template().parameter(field);
        return Optional.ofNullable(tenant.integrator().fields().get(field))
                .or(() -> parameter.flatMap(Parameter::fallback))
                .map(Tree::toJson);
    }

    private static JsonNode hidden(JsonNode value) {
        return value.isValueNode() ? SecretNode.of(Scalars.text(value)) : SecretNode.hide(value);
    }

    private static Optional<State> state(Outcome outcome, Run run, Ending ending) {
        return switch (outcome) {
            case Outcome.Reauth(var failure) -> state("reauth-required", failure, run, ending);
            case Outcome.Disable(var failure) -> state("disabled", failure, run, ending);
            case Outcome.Remove(var failure) -> state("removed", failure, run, ending);
            case Outcome.Ok _,
                    Outcome.AlreadyDone _,
                    Outcome.Retry _,
                    Outcome.Refresh _,
                    Outcome.Fail _,
                    Outcome.Unknown _ -> Optional.empty();
        };
    }

    /** The reason is the partner's text, which may repeat what it was sent. */
    private static Optional<State> state(String word, Failure failure, Run run, Ending ending) {
        return Optional.of(
                new State(word, Recorder.of(run, ending).failure(failure).message()));
    }
}
