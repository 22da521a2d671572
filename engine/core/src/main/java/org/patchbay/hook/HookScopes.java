package org.patchbay.hook;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.trip.Scopes;

/** What a hook may name (format reference, sections 5 and 10). */
final class HookScopes {
    private static final Set<String> PARTS = Set.of("method", "url", "host", "target", "rawQuery");
    private static final Set<String> MAPS = Set.of("query", "header", "form", "json");

    private HookScopes() {}

    /** The integrator and the request. */
    static Scope of(Template template, Route route) {
        return Scopes.of(template)
                .without(
                        Root.AUTH,
                        Root.RESULT,
                        Root.CALL,
                        Root.OBJECT,
                        Root.AGENT,
                        Root.OPTIONS,
                        Root.RUN,
                        Root.PARAM,
                        Root.LINK)
                .with(Root.ENVELOPE, Names.free())
                .with(Root.REQUEST, request(route));
    }

    private static Names request(Route route) {
        var names = new HashMap<String, Names>();
        PARTS.forEach(part -> names.put(part, Names.value()));
        MAPS.forEach(map -> names.put(map, Names.free()));
        names.put("path", route.names().isEmpty() ? Names.value() : parts(route));
        return new Names.Only("PB602", "part of a request", names);
    }

    private static Names parts(Route route) {
        var names = new HashMap<String, Names>();
        route.names().forEach(name -> names.put(name, Names.value()));
        return new Names.Only("PB602", "part of the path", names);
    }

    /** The same when something was run: what it is called, and what came of it. */
    static Scope withRun(Scope scope, Template template) {
        var all = Scopes.withFailure(Scopes.of(template)).roots();
        return scope.with(Root.RUN, all.getOrDefault(Root.RUN, Names.free()))
                .with(Root.RESULT, all.getOrDefault(Root.RESULT, Names.free()))
                .with(Root.FAILURE, all.getOrDefault(Root.FAILURE, Names.free()));
    }

    /** The same before anything was run. */
    static Scope withAccepted(Scope scope) {
        return scope.with(
                Root.RUN,
                new Names.Only(
                        "PB602",
                        "run value",
                        Map.of(
                                "id", Names.value(),
                                "trigger", Names.value(),
                                "time", Names.value(),
                                "status", Names.value(),
                                "revision", Names.value())));
    }
}
