package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.patchbay.definition.At;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problem;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.engine.Birth.Born;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.flow.Generated;
import org.patchbay.flow.Tenant;
import org.patchbay.flow.Views;
import org.patchbay.store.StoreUnavailable;

/** Makes up the values of fields that nobody gives ({@code generate}): once, when the integrator is made. */
record Makings(Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Adds what is missing to somebody who is being made; what is wrong when it cannot be made. */
    Optional<Problem> complete(Born born, Tenant unborn) {
        var given = born.content().withObject("/fields");
        try {
            missing(unborn, given::has).forEach(given::set);
            return Optional.empty();
        } catch (Refusal refusal) {
            var problems = new Problems();
            var text = "a field cannot be made up: " + refusal.failure().message();
            problems.add("PB402", new At("store", 1, 1, 1, "/fields"), text, "");
            return Optional.of(problems.sorted().getFirst());
        }
    }

    /** Another value for one field; empty where it is not made up. */
    Optional<JsonNode> anew(Tenant tenant, String field) {
        return tenant.program().linkage().generated().stream()
                .filter(one -> name(one).equals(field))
                .findFirst()
                .map(one -> kept(
                        one.field(),
                        one.making()
                                .make(
                                        Views.of(tenant, moment()).with(Root.INTEGRATOR, tenant.newest()),
                                        tools.random())));
    }

    /** True for somebody who lacks a field that is made up: he stands in a document, or is older than the field. */
    boolean isIncomplete(Tenant tenant) {
        return tenant.program().linkage().generated().stream().anyMatch(one -> !isKnown(tenant, name(one)));
    }

    /** Makes what such a one lacks and keeps it; on all nodes the same. */
    void keepMissing(Tenant tenant) {
        var fields = tools.store().fields();
        var _ = tools.store()
                .locks()
                .alone("made/" + tenant.name(), PATIENCE, () -> {
                    var stored = fields.stored(tenant.name());
                    missing(tenant, name -> isKnown(tenant, name) || stored.containsKey(name))
                            .forEach((name, value) -> fields.store(tenant.name(), name, Optional.of(value)));
                    return true;
                })
                .orElseThrow(() -> new StoreUnavailable("fields of " + tenant.name() + " were not made up"));
    }

    private Map<String, JsonNode> missing(Tenant tenant, Predicate<String> isGiven) {
        return Generated.missing(tenant, isGiven, this::moment, tools.random());
    }

    private static JsonNode kept(Parameter field, JsonNode value) {
        return field.secret() ? SecretNode.hide(value) : value;
    }

    /** No two fields are made of the same random value. */
    private Moment moment() {
        var nonce = new byte[16];
        tools.random().nextBytes(nonce);
        return new Moment(tools.clock().instant(), HexFormat.of().formatHex(nonce));
    }

    private static boolean isKnown(Tenant tenant, String name) {
        return tenant.integrator().fields().containsKey(name)
                || tenant.known().fields().containsKey(name);
    }

    private static String name(Generated one) {
        return one.field().name().text();
    }
}
