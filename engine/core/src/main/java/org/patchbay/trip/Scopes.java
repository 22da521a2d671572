package org.patchbay.trip;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.EndpointType;
import org.patchbay.definition.Ensure;
import org.patchbay.definition.Fetching;
import org.patchbay.definition.LinkPage;
import org.patchbay.definition.LinkScope;
import org.patchbay.definition.Pages;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Clock;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;

/** What a template's endpoints and cards may name (format reference, section 5). */
public final class Scopes {
    private static final List<String> OWN_KEYS =
            List.of("name", "callcenterId", "host", "country", "zone", "locale", "team", "user", "interactionTypes");
    private static final List<String> MAY_LACK = List.of("country", "team", "user", "host");
    private static final Set<String> RUN =
            Set.of("id", "key", "trigger", "callId", "time", "attempt", "status", "revision");
    private static final Set<String> FAILURE = Set.of("message", "agentMessage", "code", "status", "endpoint");

    private static final Set<String> GRANT =
            Set.of("code", "verifier", "challenge", "state", "redirectUri", "refreshToken", "token", "tokenType");

    private Scopes() {}

    /** Names for every run of the template: all roots but those of a single request or failure. */
    public static Scope of(Template template) {
        var connected = connecting(template);
        var scope = template.hooks().isEmpty()
                ? connected
                : connected.with(Root.ENVELOPE, Names.free()).with(Root.HOOKS, hooks(template));
        return scope.with(Root.BODY, Names.free())
                .with(Root.INTEGRATOR, integrator(template))
                .with(Root.TEMPLATE, template(template))
                .with(Root.AUTH, endpoints(template, true))
                .with(Root.RESULT, endpoints(template, false))
                .with(Root.CALL, remembered(template))
                .with(Root.OBJECT, objects(template))
                .with(Root.AGENT, Names.free())
                .with(Root.OPTIONS, options(template))
                .with(Root.NOW, words("PB602", "clock word", Clock.NOW))
                .with(Root.NONCE, words("PB602", "random value", Clock.NONCE))
                .with(Root.RUN, words("PB602", "run value", RUN));
    }

    /** What a template is and has for all of its tenants, and the clock. */
    public static Scope shared(Template template) {
        return Scope.EMPTY
                .with(Root.TEMPLATE, template(template))
                .with(Root.NOW, words("PB602", "clock word", Clock.NOW));
    }

    /** The same for a step that runs when another one failed. */
    public static Scope withFailure(Scope scope) {
        return scope.with(Root.FAILURE, words("PB602", "failure value", FAILURE));
    }

    /** The same for a step that fetches pages, or that synchronizes. */
    static Scope withFetching(Scope scope, Fetching fetching) {
        var paged = fetching.pages().isPresent()
                ? scope.with(Root.PAGE, page(fetching.pages().get()))
                : scope;
        return fetching.sync().isPresent() ? paged.with(Root.SYNC, sync()) : paged;
    }

    private static Names page(Pages pages) {
        var size = pages.size().isPresent() ? Names.value() : maybe();
        return new Names.Only(
                "PB602",
                "page value",
                Map.of("next", maybe(), "offset", Names.value(), "number", Names.value(), "size", size));
    }

    private static Names sync() {
        return new Names.Only(
                "PB602",
                "value of a synchronization",
                Map.of("offset", maybe(), "context", maybe(), "checkpoint", maybe()));
    }

    /** The same for an endpoint that runs once per element, or on a record that was found. */
    static Scope within(Scope scope, Endpoint endpoint, Template template) {
        var looped = endpoint.flow().each().isPresent() ? scope.with(Root.ITEM, Names.free()) : scope;
        return updates(endpoint, template)
                ? looped.with(Root.ENSURE, words("PB602", "value of a record", Set.of("id")))
                : looped;
    }

    private static boolean updates(Endpoint endpoint, Template template) {
        return template.endpoints().stream()
                .flatMap(other -> other.flow().ensure().stream())
                .anyMatch(ensure -> ensure.update().is(endpoint.name().text()));
    }

    /** The same for a request by which a token is had. */
    static Scope withGrant(Scope scope) {
        return scope.with(Root.GRANT, words("PB602", "grant value", GRANT));
    }

    /** What only templates know whose integrators are connected by people. */
    private static Scope connecting(Template template) {
        var linked = template.link().isPresent() ? Scope.EMPTY.with(Root.LINK, link(template)) : Scope.EMPTY;
        var knowsWho = template.endpoints().stream()
                .anyMatch(endpoint -> endpoint.auth().principal().isPresent());
        return knowsWho ? linked.with(Root.PRINCIPAL, principal(template)) : linked;
    }

    private static Names template(Template template) {
        var names = new HashMap<String, Names>();
        Set.of("name", "label", "version", "state").forEach(key -> names.put(key, Names.value()));
        template.shared()
                .forEach(
                        field -> names.put(field.name().text(), field.fallback().isPresent() ? Names.free() : maybe()));
        return new Names.Only("PB602", "template value", names);
    }

    private static Names link(Template template) {
        var names = new HashMap<String, Names>();
        template.link().ifPresent(page -> page.receives().forEach((name, _) -> names.put(name, Names.free())));
        names.put("form", Names.free());
        names.put("callcenterId", Names.value());
        names.put("user", maybe());
        names.put("team", maybe());
        return new Names.Only("PB602", "link value", names);
    }

    private static Names principal(Template template) {
        var names = new HashMap<String, Names>();
        template.endpoints().stream()
                .flatMap(endpoint -> endpoint.auth().principal().stream())
                .flatMap(source -> template.endpoint(source.endpoint().text()).stream())
                .forEach(endpoint -> names.putAll(results(endpoint)));
        names.put("uid", Names.value());
        names.put("label", Names.value());
        return new Names.Only("PB602", "principal value", names);
    }

    private static Names integrator(Template template) {
        var names = new HashMap<String, Names>();
        OWN_KEYS.forEach(
                key -> names.put(key, MAY_LACK.contains(key) && !key.equals("host") ? maybe() : Names.value()));
        names.put("interactionTypes", Names.free());
        template.link()
                .map(LinkPage::scope)
                .ifPresent(scope -> owner(scope).ifPresent(key -> names.put(key, Names.value())));
        for (var field : template.fields()) {
            names.put(field.name().text(), alwaysThere(field) ? Names.free() : maybe());
        }
        return new Names.Only("PB303", "field", names);
    }

    /** Whose a link is that is shown on the page of a team or of a person. */
    private static Optional<String> owner(LinkScope scope) {
        return switch (scope) {
            case CALLCENTER -> Optional.empty();
            case TEAM -> Optional.of("team");
            case USER -> Optional.of("user");
        };
    }

    private static boolean alwaysThere(Parameter field) {
        return field.stored() && (field.required() || field.fallback().isPresent());
    }

    private static Names maybe() {
        return new Names.Maybe(Names.free());
    }

    private static Names endpoints(Template template, boolean auth) {
        var names = new LinkedHashMap<String, Names>();
        for (var endpoint : template.endpoints()) {
            if (endpoint.type() == EndpointType.AUTH == auth) {
                names.put(
                        endpoint.name().text(),
                        endpoint.flow().each().isPresent()
                                ? Names.free()
                                : new Names.Only("PB304", "result", results(endpoint)));
            }
        }
        return new Names.Only("PB301", auth ? "Auth endpoint" : "endpoint", names);
    }

    private static Map<String, Names> results(Endpoint endpoint) {
        var names = new HashMap<String, Names>();
        endpoint.reply().result().keySet().forEach(name -> names.put(name, Names.free()));
        endpoint.reply().match().ifPresent(_ -> {
            names.put("matched", Names.free());
            names.put("candidates", Names.free());
        });
        endpoint.fetching()
                .sync()
                .ifPresent(_ -> List.of("pages", "items", "leftOut").forEach(name -> names.put(name, Names.value())));
        return names;
    }

    private static Names hooks(Template template) {
        var names = new HashMap<String, Names>();
        template.hooks()
                .forEach(hook -> names.put(hook.name().text(), words("PB602", "value of a hook", Set.of("url"))));
        return new Names.Only("PB305", "hook", names);
    }

    private static Names remembered(Template template) {
        var ofResults = template.endpoints().stream()
                .flatMap(endpoint -> endpoint.reply().remember().paths().keySet().stream());
        var ofRecords = template.endpoints().stream()
                .flatMap(endpoint -> endpoint.flow().ensure().flatMap(Ensure::known).stream())
                .map(PathText::text)
                .filter(path -> path.matches("call\\.[A-Za-z0-9_-]+"))
                .map(path -> path.substring("call.".length()));
        var names = Stream.concat(ofResults, ofRecords)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), _ -> maybe()));
        return new Names.Only("PB304", "remembered value", names);
    }

    private static Names objects(Template template) {
        var names = new HashMap<String, Names>();
        template.endpoints()
                .forEach(endpoint -> endpoint.reply().objectName().ifPresent(name -> names.put(name.text(), maybe())));
        template.info()
                .ifPresent(info -> info.dataFunction()
                        .forEach(call -> names.put(call.objectName().text(), maybe())));
        return new Names.Only("PB304", "object", names);
    }

    private static Names options(Template template) {
        var names = new HashMap<String, Names>();
        template.options().forEach(option -> names.put(option.name().text(), Names.value()));
        template.info()
                .ifPresent(info -> info.listOptions()
                        .forEach(option -> names.put(option.name().text(), Names.value())));
        return new Names.Only("PB602", "option", names);
    }

    private static Names words(String code, String what, Set<String> words) {
        return new Names.Only(
                code, what, words.stream().collect(Collectors.toMap(Function.identity(), _ -> Names.value())));
    }
}
