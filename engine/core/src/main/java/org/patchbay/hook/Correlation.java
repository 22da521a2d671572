package org.patchbay.hook;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.patchbay.definition.PathText;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Scalars;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Reference;
import org.patchbay.expression.References;
import org.patchbay.expression.Scope;

/** Which integrators a request to a shared hook means: those of which everything is equal. */
record Correlation(List<Equation> equations) {
    /** Roots that are the integrator's side. */
    private static final Set<Root> OWN = Set.of(Root.INTEGRATOR, Root.PRINCIPAL);

    Correlation {
        equations = List.copyOf(equations);
    }

    /** Something of the integrator, and something of the request. */
    record Equation(Reference own, Reference told) {}

    static Correlation compile(Map<String, PathText> written, Scope scope, Problems problems) {
        var equations = new ArrayList<Equation>();
        var owns = new Scope(Map.of(), Set.of());
        for (var root : OWN) {
            owns = scope.roots().containsKey(root) ? owns.with(root, names(scope, root)) : owns;
        }
        var left = new References(owns, problems);
        var right = new References(scope, problems);
        written.forEach((own, told) -> left.source(new PathText(told.at(), own))
                .ifPresent(one -> right.source(told).ifPresent(other -> equations.add(new Equation(one, other)))));
        return new Correlation(equations);
    }

    private static Names names(Scope scope, Root root) {
        return scope.roots().getOrDefault(root, Names.free());
    }

    /**
     * Whether that integrator is meant. All are compared, each in constant time: some of them are secrets.
     *
     * @param values what can be read, the integrator's own among it
     */
    boolean means(Values values) {
        var same = !equations.isEmpty();
        for (var equation : equations) {
            var equal = equal(equation.own().in(values), equation.told().in(values));
            same = equal && same;
        }
        return same;
    }

    /** While a secret is exchanged, each of {@code [new, old]} is its. */
    private static boolean equal(JsonNode own, JsonNode told) {
        var equal = false;
        for (var one : own.isArray() ? own : List.of(own)) {
            var same = isSame(one, told);
            equal |= same && (!own.isArray() || one instanceof SecretNode);
        }
        return equal;
    }

    private static boolean isSame(JsonNode own, JsonNode told) {
        var equal = MessageDigest.isEqual(bytes(own), bytes(told));
        return equal && isValue(own) && isValue(told);
    }

    private static boolean isValue(JsonNode value) {
        return !Reference.isAbsent(value)
                && value.isValueNode()
                && !Scalars.text(value).isEmpty();
    }

    private static byte[] bytes(JsonNode value) {
        return (value.isValueNode() ? Scalars.text(value) : "").getBytes(StandardCharsets.UTF_8);
    }
}
