package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Listening.Address;
import org.patchbay.definition.SecretNode;
import org.patchbay.flow.Known;
import org.patchbay.flow.Program;
import org.patchbay.flow.Tenant;
import org.patchbay.store.StoreUnavailable;

/** What makes the address of a hook hard to guess: 32 random hex digits for each integrator, made when first needed. */
record HookTokens(Tools tools) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What the store knows of an integrator, its token among it where a hook wants one. */
    Known known(String integrator, Program program) {
        var known = Known.of(tools.store(), integrator, program.template());
        var wanted = program.hooks().stream().anyMatch(hook -> hook.listening().address() == Address.TOKEN);
        if (!wanted || known.fields().containsKey(Tenant.HOOK_TOKEN)) {
            return known;
        }
        var made = tools.store()
                .locks()
                .alone("hook-token/" + integrator, PATIENCE, () -> made(integrator))
                .orElseThrow(() -> new StoreUnavailable("the address of a hook of " + integrator + " was not made"));
        return known.with(made);
    }

    /** Another node may have been faster. */
    private Map<String, JsonNode> made(String integrator) {
        var fields = tools.store().fields();
        if (!fields.stored(integrator).containsKey(Tenant.HOOK_TOKEN)) {
            var token = new byte[16];
            tools.random().nextBytes(token);
            var value = SecretNode.of(HexFormat.of().formatHex(token));
            fields.store(integrator, Tenant.HOOK_TOKEN, Optional.of(value));
        }
        return fields.stored(integrator);
    }
}
