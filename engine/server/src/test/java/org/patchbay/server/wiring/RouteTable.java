package org.patchbay.server.wiring;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.patchbay.server.http.Role;
import org.patchbay.store.Principals.Principal;

/** How every route is called, by who may call it. A route that is not here fails its test: somebody has to say whose it is. */
final class RouteTable {
    private static final String ACTION = "{\"meta\":{},\"data\":{\"text\":\"hi\"}}";

    private RouteTable() {}

    /**
     * A route.
     *
     * @param path with ids of things that belong to call centre CC-1
     */
    record Route(String name, String path, String body, Right right) {
        String method() {
            return name.substring(0, name.indexOf(' '));
        }
    }

    /** Who may call a route. */
    sealed interface Right {}

    /** Everybody; what opens it stands in the address, or nothing is to be protected. */
    record Open() implements Right {}

    /** Admins of that role and more, for all call centres. */
    record Admins(Role role) implements Right {}

    /** Whoever speaks for the call centre: with what kind of key, and whether the path names something of CC-1. */
    record Tenants(Kind kind, Names names) implements Right {}

    /** Kinds of keys. */
    enum Kind {
        FRONT,
        BACK,
        WORK
    }

    /** What a path names. */
    enum Names {
        THEIRS,
        NOTHING
    }

    /** Ids of what belongs to CC-1. */
    record Ids(String execution, String principal) {}

    /** The routes at a server where CC-1 has had a call and has an outside identity, both with canaries. */
    static List<Route> of(Site site) {
        var fired = site.post(
                "/api/v1/triggers/call-start",
                site.secretKey("CC-1"),
                "{\"callId\":\"c-canary\",\"phone\":\"0901234567\"}");
        site.server()
                .engine()
                .tools()
                .store()
                .principals()
                .keep(new Principal(
                        "p-1",
                        "CC-1",
                        "crm/login",
                        "uid-canary",
                        "Nguyen Van An",
                        Optional.empty(),
                        JsonNodeFactory.instance.objectNode(),
                        Instant.now()));
        return routes(new Ids(fired.body().path("executionId").asText(), "p-1"));
    }

    static List<Route> routes(Ids ids) {
        var all = new ArrayList<Route>();
        open().forEach(name -> all.add(new Route(name, "", "", new Open())));
        admins(all, ids);
        tenants(all, ids);
        return all;
    }

    static Optional<Route> find(List<Route> routes, String name) {
        return routes.stream().filter(route -> route.name().equals(name)).findFirst();
    }

    private static List<String> open() {
        return List.of(
                "POST /api/v1/login",
                "GET /frame/frame.css",
                "GET /frame/frame.js",
                "GET /frame/{execution}",
                "POST /frame/{execution}",
                "GET /health/liveness",
                "GET /health/readiness",
                "GET /hooks/{+path}",
                "POST /hooks/{+path}",
                "PUT /hooks/{+path}",
                "PATCH /hooks/{+path}",
                "DELETE /hooks/{+path}",
                "GET /info",
                "GET /link/{template}",
                "GET /link/{visit}/form",
                "POST /link/{visit}",
                "POST /link/{visit}/authorize",
                "POST /link/{visit}/cancel",
                "GET /oauth/callback",
                "GET /oauth/connect/{ticket}",
                "GET /problems",
                "GET /problems/{code}",
                "GET /schema.json");
    }

    private static void admins(List<Route> all, Ids ids) {
        var execution = "/api/v1/executions/" + ids.execution();
        admin(all, Role.OWNER, "GET /api/v1/audit", "/api/v1/audit");
        admin(all, Role.OWNER, "POST /api/v1/erase", "/api/v1/erase");
        admin(all, Role.OWNER, "GET /api/v1/keys", "/api/v1/keys");
        admin(all, Role.OWNER, "POST /api/v1/keys", "/api/v1/keys");
        admin(all, Role.OWNER, "DELETE /api/v1/keys/{id}", "/api/v1/keys/k");
        admin(all, Role.OWNER, "GET /api/v1/secrets", "/api/v1/secrets");
        admin(all, Role.OWNER, "GET /api/v1/secrets/{name}", "/api/v1/secrets/s");
        admin(all, Role.OWNER, "PUT /api/v1/secrets/{name}", "/api/v1/secrets/s");
        admin(all, Role.OWNER, "DELETE /api/v1/secrets/{name}", "/api/v1/secrets/s");
        admin(all, Role.OWNER, "GET /api/v1/users", "/api/v1/users");
        admin(all, Role.OWNER, "POST /api/v1/users", "/api/v1/users");
        admin(all, Role.OWNER, "PATCH /api/v1/users/{name}", "/api/v1/users/u");
        admin(all, Role.OWNER, "DELETE /api/v1/users/{name}", "/api/v1/users/u");
        admin(all, Role.VIEWER, "GET /api/v1/config", "/api/v1/config");
        admin(all, Role.VIEWER, "POST /api/v1/config/plan", "/api/v1/config/plan");
        admin(all, Role.VIEWER, "POST /api/v1/config/validate", "/api/v1/config/validate");
        admin(all, Role.EDITOR, "POST /api/v1/config/reload", "/api/v1/config/reload");
        admin(all, Role.EDITOR, "POST /api/v1/executions/cancel", "/api/v1/executions/cancel");
        admin(all, Role.EDITOR, "POST /api/v1/executions/replay", "/api/v1/executions/replay");
        admin(all, Role.EDITOR, "POST /api/v1/executions/{id}/cancel", execution + "/cancel");
        admin(all, Role.EDITOR, "POST /api/v1/executions/{id}/replay", execution + "/replay");
        admin(all, Role.EDITOR, "POST /api/v1/executions/{id}/resolve", execution + "/resolve");
        admin(all, Role.EDITOR, "POST /api/v1/import/{kind}", "/api/v1/import/socialhub");
        admin(
                all,
                Role.EDITOR,
                "POST /api/v1/integrators/{integrator}/endpoints/{endpoint}/try",
                "/api/v1/integrators/acme/endpoints/findContact/try");
        admin(all, Role.VIEWER, "GET /api/v1/revisions", "/api/v1/revisions");
        admin(all, Role.VIEWER, "GET /api/v1/revisions/{number}", "/api/v1/revisions/1");
        admin(all, Role.VIEWER, "GET /api/v1/revisions/{number}/diff/{other}", "/api/v1/revisions/1/diff/1");
        admin(all, Role.EDITOR, "POST /api/v1/revisions/{number}/activate", "/api/v1/revisions/1/activate");
        admin(all, Role.EDITOR, "POST /api/v1/simulate", "/api/v1/simulate");
        admin(all, Role.VIEWER, "GET /api/v1/templates", "/api/v1/templates");
        admin(all, Role.VIEWER, "GET /api/v1/templates/{template}", "/api/v1/templates/crm");
        admin(all, Role.EDITOR, "GET /api/v1/templates/{template}/fields", "/api/v1/templates/crm/fields");
        admin(all, Role.EDITOR, "PATCH /api/v1/templates/{template}/fields", "/api/v1/templates/crm/fields");
        admin(all, Role.EDITOR, "POST /api/v1/templates/{template}/state", "/api/v1/templates/crm/state");
    }

    private static void admin(List<Route> all, Role role, String name, String path) {
        all.add(new Route(name, path, name.startsWith("P") ? "{}" : "", new Admins(role)));
    }

    private static void tenants(List<Route> all, Ids ids) {
        var acme = "/api/v1/integrators/acme";
        theirs(all, Kind.FRONT, "POST /api/v1/triggers/{trigger}", "/api/v1/triggers/call-start?integrator=acme", "{}");
        theirs(
                all,
                Kind.FRONT,
                "POST /api/v1/calls/{callId}/choice",
                "/api/v1/calls/c-canary/choice",
                "{\"integrator\":\"acme\",\"endpoint\":\"findContact\",\"id\":\"7\"}");
        theirs(all, Kind.FRONT, "GET /api/v1/agents/{id}/options", "/api/v1/agents/u7/options?callcenterId=CC-1", "");
        theirs(all, Kind.FRONT, "PUT /api/v1/agents/{id}/options", "/api/v1/agents/u7/options?callcenterId=CC-1", "{}");
        theirs(all, Kind.FRONT, "GET /api/v1/integrators/{integrator}/actions", acme + "/actions", "");
        theirs(
                all,
                Kind.FRONT,
                "POST /api/v1/integrators/{integrator}/actions/{endpoint}",
                acme + "/actions/writeNote",
                ACTION);
        theirs(all, Kind.FRONT, "GET /api/v1/integrators/{integrator}/info", acme + "/info", "");
        var execution = "/api/v1/executions/" + ids.execution();
        theirs(all, Kind.BACK, "GET /api/v1/executions/{id}", execution, "");
        theirs(all, Kind.BACK, "GET /api/v1/executions/{id}/curl", execution + "/curl", "");
        theirs(all, Kind.BACK, "GET /api/v1/executions/{id}/test", execution + "/test", "");
        theirs(all, Kind.BACK, "GET /api/v1/calls/{callId}", "/api/v1/calls/c-canary", "");
        theirs(all, Kind.BACK, "GET /api/v1/calls/{callId}/why", "/api/v1/calls/c-canary/why", "");
        theirs(all, Kind.BACK, "GET /api/v1/integrators/{integrator}", acme, "");
        theirs(all, Kind.BACK, "GET /api/v1/integrators/{integrator}/agents", acme + "/agents", "");
        theirs(all, Kind.BACK, "GET /api/v1/integrators/{integrator}/contacts", acme + "/contacts", "");
        theirs(all, Kind.WORK, "POST /api/v1/integrators/{integrator}/sync/{endpoint}", acme + "/sync/fetch", "");
        for (var what : List.of("check", "disable", "disconnect", "enable", "reconnect", "rotate")) {
            theirs(all, Kind.WORK, "POST /api/v1/integrators/{integrator}/" + what, acme + "/" + what, "");
        }
        theirs(all, Kind.WORK, "PUT /api/v1/integrators/{integrator}", acme, "{}");
        theirs(all, Kind.WORK, "DELETE /api/v1/integrators/{integrator}", acme, "");
        theirs(all, Kind.WORK, "POST /api/v1/integrators", "/api/v1/integrators", "{\"callcenterId\":\"CC-1\"}");
        theirs(all, Kind.WORK, "POST /api/v1/links/{template}", "/api/v1/links/crm", "{\"callcenterId\":\"CC-1\"}");
        theirs(all, Kind.WORK, "DELETE /api/v1/principals/{id}", "/api/v1/principals/" + ids.principal(), "");
        for (var list : List.of("calls", "executions", "integrators", "links", "principals")) {
            var path = "/api/v1/" + list;
            all.add(new Route("GET " + path, path, "", new Tenants(Kind.BACK, Names.NOTHING)));
        }
    }

    private static void theirs(List<Route> all, Kind kind, String name, String path, String body) {
        all.add(new Route(name, path, body, new Tenants(kind, Names.THEIRS)));
    }
}
