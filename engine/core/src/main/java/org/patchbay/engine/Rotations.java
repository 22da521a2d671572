package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Scalars;
import org.patchbay.expression.Reference;
import org.patchbay.flow.Tenant;
import org.patchbay.store.StoreUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges secrets of integrators: the new one is used from now on, and for a time of grace the old one is good as well, at hooks and as
 * the token of who calls us. Thread-safe.
 */
public final class Rotations {
    private static final Logger LOG = LoggerFactory.getLogger(Rotations.class);
    /** Under this name the store keeps until when old secrets are good; no integrator is called so. */
    private static final String PLACE = "rotations/";

    private static final int TRIES = 8;

    private final Tools tools;
    private final Revisioner revisioner;

    Rotations(Tools tools, Revisioner revisioner) {
        this.tools = tools;
        this.revisioner = revisioner;
    }

    /**
     * Exchanges the secret in a field.
     *
     * @param given the new one; empty: it is made up as the template says
     * @param grace how long the old one is still good
     */
    public Rotated rotate(Tenant tenant, String field, Optional<Secret> given, Duration grace) {
        var refused = refused(tenant, field);
        if (refused.isPresent()) {
            return new Rotated.Refused(refused.get());
        }
        var next = given.<JsonNode>map(secret -> SecretNode.of(secret.reveal())).or(() -> made(tenant, field));
        if (next.isEmpty()) {
            return new Rotated.Refused("`" + field + "` is not made up by the engine: the new value must be given");
        }
        return exchange(tenant, field, SecretNode.of(Scalars.text(next.get())), grace);
    }

    private Rotated exchange(Tenant tenant, String field, SecretNode next, Duration grace) {
        var old = tenant.newest().path(field);
        if (!Reference.isAbsent(old) && Scalars.text(old).equals(next.secret().reveal())) {
            return new Rotated.Refused("the new value of `" + field + "` is the old one");
        }
        var until = tools.clock().instant().plus(grace);
        if (grace.isPositive()) {
            tools.store().fields().store(PLACE, key(tenant, field), Optional.of(TextNode.valueOf(until.toString())));
        }
        write(tenant.name(), field, before -> grace.isPositive() ? both(next, before) : next);
        LOG.info("integrator.rotated integrator={} field={} until={}", tenant.name(), field, until);
        return new Rotated.Done(next.secret(), until);
    }

    private static JsonNode both(JsonNode next, JsonNode before) {
        var both = JsonNodeFactory.instance.arrayNode().add(next);
        return Reference.isAbsent(before) ? both : both.add(Tenant.newest(before));
    }

    private static Optional<String> refused(Tenant tenant, String field) {
        var declared = tenant.program().template().fields().stream()
                .filter(known -> known.name().is(field))
                .findFirst();
        if (declared.isEmpty()) {
            return Optional.of("`" + tenant.name() + "` has no field `" + field + "`");
        }
        if (!declared.get().secret() || !declared.get().stored()) {
            return Optional.of("`" + field + "` is no secret that is kept");
        }
        var at = tenant.integrator().at().file();
        var written = tenant.integrator().fields().containsKey(field) && !at.startsWith("store");
        return written
                ? Optional.of("`" + field + "` stands in " + at + " and is exchanged there: [new, old]")
                : Optional.empty();
    }

    private Optional<JsonNode> made(Tenant tenant, String field) {
        try {
            return new Makings(tools).anew(tenant, field);
        } catch (Refusal missing) {
            return Optional.empty();
        }
    }

    /** Where the field is kept: among the keys of an integrator of the store, or beside those of a document. */
    private void write(String name, String field, UnaryOperator<JsonNode> change) {
        for (var i = 0; i < TRIES; i++) {
            var kept = tools.store()
                    .integrators()
                    .find(name)
                    .filter(found -> found.content().path("fields").has(field));
            if (kept.isEmpty()) {
                var _ = tools.store()
                        .fields()
                        .change(
                                name,
                                field,
                                before -> Optional.of(change.apply(before.orElseGet(MissingNode::getInstance)))
                                        .filter(after -> !after.isMissingNode()));
                revisioner.refresh(List.of(name));
                return;
            }
            var content = kept.get().content().deepCopy();
            var fields = content.withObject("/fields");
            fields.set(field, change.apply(fields.path(field)));
            var next = kept.get().with(content);
            if (tools.store().integrators().replace(next)) {
                var _ = revisioner.join(next);
                return;
            }
        }
        throw new StoreUnavailable("`" + name + "` is changed by others all the time");
    }

    /** Lets go of old secrets whose time of grace is over. */
    void look() {
        tools.store().fields().stored(PLACE).forEach((key, until) -> {
            if (!Instant.parse(until.asText()).isAfter(tools.clock().instant())) {
                end(key, until);
            }
        });
    }

    /** Another exchange may have begun meanwhile: its time counts then. */
    private void end(String key, JsonNode until) {
        var left = tools.store().fields().change(PLACE, key, found -> found.filter(kept -> !kept.equals(until)));
        if (left.isEmpty()) {
            write(name(key), key.substring(key.indexOf('/') + 1), Tenant::newest);
        }
    }

    private static String key(Tenant tenant, String field) {
        return tenant.name() + "/" + field;
    }

    private static String name(String key) {
        return key.substring(0, key.indexOf('/'));
    }
}
