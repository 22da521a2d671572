package org.patchbay.server.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.patchbay.delivery.LeftAlone;
import org.patchbay.engine.Connection;
import org.patchbay.engine.Engine;
import org.patchbay.flow.Tenant;
import org.patchbay.store.Integrators.Kept;

/** Integrators as JSON, as the live revision and the store have them; never a secret. */
record IntegratorJson(Engine engine, LeftAlone leftAlone) {
    /** As they stand now. */
    static IntegratorJson of(Engine engine) {
        return new IntegratorJson(engine, engine.leftAlone());
    }

    /** What lists show of it. */
    ObjectNode head(Tenant tenant) {
        var integrator = tenant.integrator();
        var language = tenant.locality().locale().toLanguageTag();
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", tenant.name());
        json.put("label", integrator.label().map(label -> label.in(language)).orElse(tenant.name()));
        json.put("template", integrator.template().text());
        json.put("templateVersion", tenant.program().template().version());
        json.put("callcenterId", integrator.callcenterId());
        integrator.host().ifPresent(host -> json.put("host", host.text()));
        var kept = engine.tools().store().integrators().find(tenant.name());
        if (kept.isEmpty()) {
            json.put("document", integrator.at().file());
        }
        kept.ifPresent(found -> json.put("version", found.version()));
        integrator.team().ifPresent(team -> json.put("team", team));
        integrator.user().ifPresent(user -> json.put("user", user));
        tenant.known()
                .principal()
                .ifPresent(principal ->
                        json.putObject("principal").put("id", principal.id()).put("label", principal.label()));
        engine.links().lines(tenant).forEach(json::put);
        state(json, tenant);
        return json;
    }

    /** What lists show of one that is kept and does not run. */
    ObjectNode leftOut(Kept kept) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", kept.name());
        for (var key : List.of("template", "callcenterId", "host")) {
            if (kept.content().path(key).isTextual()) {
                json.set(key, kept.content().path(key));
            }
        }
        json.put("version", kept.version());
        json.put("state", "left-out");
        engine.links().unserved().why(kept).ifPresent(why -> json.put("reason", why));
        return json;
    }

    private void state(ObjectNode json, Tenant tenant) {
        var connection = engine.connections().of(tenant);
        json.put("state", connection.state());
        if (!connection.reason().isEmpty()) {
            json.put("reason", connection.reason());
        }
        var hosts = leftAlone.hosts(tenant.name());
        if (!hosts.isEmpty()) {
            hosts.forEach(json.putArray("leftAlone")::add);
        }
    }

    /** All that is known of it. */
    ObjectNode whole(Tenant tenant) {
        var json = head(tenant);
        var fields = json.putObject("fields");
        var values = tenant.values();
        tenant.program().template().fields().forEach(field -> {
            var name = field.name().text();
            if (values.has(name)) {
                fields.set(name, values.get(name));
            }
        });
        var origins = json.putArray("allowedOrigins");
        tenant.integrator().allowedOrigins().forEach(origins::add);
        if (!tenant.hooks().isEmpty()) {
            json.set("hooks", tenant.hooks());
        }
        json.set("synchronizations", new SyncJson(engine, tenant).list());
        var tokens = json.putArray("tokens");
        engine.connections().of(tenant).tokens().forEach(token -> tokens.add(token(token)));
        return json;
    }

    /** When it was had and when it ends; the token itself is nobody's business. */
    private static ObjectNode token(Connection.Held token) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("endpoint", token.endpoint());
        json.put("needsPerson", token.needsPerson());
        token.obtainedAt().ifPresent(time -> json.put("obtainedAt", time.toString()));
        token.expiresAt().ifPresent(time -> json.put("expiresAt", time.toString()));
        return json;
    }
}
