package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.patchbay.definition.Listening.Address;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Request;
import org.patchbay.exchange.Scalars;
import org.patchbay.flow.Tenant;
import org.patchbay.hook.HookPlan;
import org.patchbay.store.Fields;

/** Where the hooks of a revision are reached. */
record Doors(Live live, Fields fields) {
    private static final List<String> ROOT = List.of("", "hooks");

    /** The hook that a request reaches; empty when there is none. */
    Optional<Door> find(Request request, String prefix) {
        var path = path(request, prefix);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return path.size() > 1 && path.getFirst().equals(HookPlan.SHARED)
                ? shared(request.method(), path.get(1), path.subList(2, path.size()))
                : own(request.method(), path.getFirst(), path.subList(1, path.size()));
    }

    /** Of a request that reaches no hook: one like that which it seeks, so that both cost the same. */
    Optional<Door> like(Request request, String prefix) {
        var path = path(request, prefix);
        for (var host : live.visitors().values()) {
            for (var plan : host.program().hooks()) {
                for (var cut = 1; cut <= Math.min(path.size(), 2); cut++) {
                    var parts = plan.route().match(request.method(), path.subList(cut, path.size()));
                    if (parts.isPresent()) {
                        return Optional.of(new Door(plan, parts.get(), host, List.of()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(Request request, String prefix) {
        var target = request.target().replaceFirst("\\?.*", "");
        var path = target.startsWith(prefix) ? target.substring(prefix.length()) : target;
        var segments = Stream.of(path.split("/", -1)).toList();
        return segments.size() > 2 && segments.subList(0, 2).equals(ROOT)
                ? segments.subList(2, segments.size())
                : List.of();
    }

    private Optional<Door> shared(Method method, String template, List<String> path) {
        return Optional.ofNullable(live.visitors().get(template))
                .flatMap(host -> host.program().hooks().stream()
                        .filter(plan -> plan.listening().address() == Address.SHARED)
                        .flatMap(plan -> plan.route().match(method, path).stream()
                                .map(parts -> new Door(plan, parts, host, guests(template))))
                        .findFirst());
    }

    /** Integrators of a template in whatever version. */
    private List<Tenant> guests(String template) {
        return live.tenants().values().stream()
                .filter(tenant -> tenant.program().template().name().is(template))
                .filter(this::isThere)
                .toList();
    }

    private Optional<Door> own(Method method, String integrator, List<String> path) {
        return live.tenant(integrator)
                .filter(this::isThere)
                .flatMap(tenant -> tenant.program().hooks().stream()
                        .flatMap(plan -> match(plan, tenant, method, path).stream()
                                .map(parts -> new Door(plan, parts, tenant, List.of(tenant))))
                        .findFirst());
    }

    private Optional<Map<String, String>> match(HookPlan plan, Tenant tenant, Method method, List<String> path) {
        return switch (plan.listening().address()) {
            case INTEGRATOR -> plan.route().match(method, path);
            case TOKEN ->
                !path.isEmpty() && isToken(tenant, path.getFirst())
                        ? plan.route().match(method, path.subList(1, path.size()))
                        : Optional.empty();
            case SHARED -> Optional.empty();
        };
    }

    private boolean isToken(Tenant tenant, String told) {
        var own = Optional.ofNullable(fields.stored(tenant.name()).get(Tenant.HOOK_TOKEN))
                .map(Scalars::text)
                .orElse("");
        return MessageDigest.isEqual(bytes(own), bytes(told)) && !own.isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What was removed is no longer there for anybody. */
    private boolean isThere(Tenant tenant) {
        return Crowd.runs(tenant)
                && fields.state(tenant.name())
                        .filter(state -> state.word().equals("removed"))
                        .isEmpty();
    }
}
