package org.patchbay.hook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.definition.Hook;
import org.patchbay.definition.Method;
import org.patchbay.definition.Name;
import org.patchbay.definition.Problems;

/**
 * Which requests reach a hook, below the address of its integrator or template.
 *
 * @param segments of the path, none of the address itself; one in braces takes any text
 */
public record Route(Set<Method> methods, List<String> segments) {
    public Route {
        methods = Set.copyOf(methods);
        segments = List.copyOf(segments);
    }

    static Route compile(Hook hook, Problems problems) {
        var path = hook.listening().path().orElse("/" + hook.name());
        var segments = path.equals("/")
                ? List.<String>of()
                : Stream.of(path.split("/", -1)).skip(1).toList();
        var fits = path.startsWith("/") && segments.stream().allMatch(Route::fits);
        if (!fits || names(segments).distinct().count() != names(segments).count()) {
            problems.add(
                    "PB205",
                    hook.at(),
                    "`" + path + "` is no path of a hook",
                    "no path",
                    "for example /tickets/{id}: letters, digits, - . _ ~ between slashes, or a name in braces");
        }
        return new Route(Set.copyOf(hook.listening().method()), segments);
    }

    private static boolean fits(String segment) {
        return isName(segment) ? Name.FORM.matcher(name(segment)).matches() : segment.matches("[A-Za-z0-9._~-]+");
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static String name(String segment) {
        return segment.substring(1, segment.length() - 1);
    }

    private static Stream<String> names(List<String> segments) {
        return segments.stream().filter(Route::isName).map(Route::name);
    }

    /** Names of its parts. */
    public Set<String> names() {
        return names(segments).collect(Collectors.toSet());
    }

    /** The path with its parts filled in; one that is not given stays in braces. */
    public String path(Map<String, String> parts) {
        return segments.stream()
                .map(segment -> isName(segment) ? parts.getOrDefault(name(segment), segment) : segment)
                .collect(Collectors.joining("/", "/", ""));
    }

    /** The parts of a path that leads here; empty when it does not. */
    public Optional<Map<String, String>> match(Method method, List<String> called) {
        var path = called.equals(List.of("")) ? List.<String>of() : called;
        if (!methods.contains(method) || path.size() != segments.size()) {
            return Optional.empty();
        }
        var parts = new LinkedHashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            if (isName(segments.get(i)) && !path.get(i).isEmpty()) {
                parts.put(name(segments.get(i)), decoded(path.get(i)));
            } else if (!segments.get(i).equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }
}
