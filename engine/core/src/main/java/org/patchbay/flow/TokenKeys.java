package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.auth.Login;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;

/** Under which keys the tokens of a tenant are kept. What does not change from run to run is worked out once. Thread-safe. */
public final class TokenKeys {
    private final Map<String, Known> lasting = new ConcurrentHashMap<>();

    /** A key and the fields of the tenant that it was made of. */
    private record Known(ObjectNode fields, String key) {}

    /**
     * The key of a token in a run that knows these values.
     *
     * @throws org.patchbay.exchange.Refusal when its request cannot be made
     */
    public String of(Tenant tenant, Login login, Values values) {
        var fields = tenant.values();
        var known = Optional.ofNullable(lasting.get(login.name())).filter(found -> same(found.fields(), fields));
        if (known.isPresent()) {
            return known.get().key();
        }
        var key = made(tenant, login, values);
        if (login.isLasting() && same(values.root(Root.INTEGRATOR), fields)) {
            lasting.put(login.name(), new Known(fields, key));
        }
        return key;
    }

    /** Fields are replaced as a whole, and comparing them all would cost more than a key. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean same(JsonNode one, JsonNode other) {
        return one == other;
    }

    private String made(Tenant tenant, Login login, Values values) {
        var tokens = JsonNodeFactory.instance.objectNode();
        for (var name : login.shapedBy()) {
            var other = tenant.program().login(name);
            var stands = tokens.putObject(name);
            stands.set("", SecretNode.of(of(tenant, other, values)));
            other.request().endpoint().reply().result().keySet().forEach(result -> stands.put(result, result));
        }
        var owner = tenant.known().principal().map(principal -> principal.id()).orElse(tenant.name());
        var shaping = tenant.integrator().callcenterId() + "\n" + owner;
        return owner + "/" + login.key(shaping, values.with(Root.AUTH, tokens), tenant.locality());
    }
}
