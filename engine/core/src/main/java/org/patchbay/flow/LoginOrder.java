package org.patchbay.flow;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.patchbay.auth.Login;
import org.patchbay.definition.Problems;
import org.patchbay.trip.Plan;

/** Finds Auth endpoints that need their own token (PB404). */
final class LoginOrder {
    private final Map<String, Login> logins;
    private final Problems problems;
    private final Set<String> done = new HashSet<>();

    private LoginOrder(Map<String, Login> logins, Problems problems) {
        this.logins = logins;
        this.problems = problems;
    }

    static void check(Map<String, Login> logins, Problems problems) {
        var order = new LoginOrder(logins, problems);
        logins.keySet().forEach(name -> order.visit(name, new LinkedHashSet<>()));
    }

    private void visit(String name, SequencedSet<String> way) {
        if (!way.add(name)) {
            report(name, way);
            return;
        }
        if (done.add(name)) {
            needs(name).forEach(next -> visit(next, way));
        }
        way.removeLast();
    }

    private void report(String name, Set<String> way) {
        var circle = way.stream().dropWhile(each -> !each.equals(name)).collect(Collectors.joining(" → "));
        Optional.ofNullable(logins.get(name))
                .ifPresent(login -> problems.add(
                        "PB404",
                        login.request().endpoint().name().at(),
                        "the token of `" + name + "` needs itself",
                        circle + " → " + name,
                        "leave one of these out"));
    }

    private Set<String> needs(String name) {
        return Optional.ofNullable(logins.get(name)).stream()
                .flatMap(login -> Stream.concat(Stream.of(login.request()), login.refresh().stream()))
                .map(Plan::tokens)
                .flatMap(Set::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
