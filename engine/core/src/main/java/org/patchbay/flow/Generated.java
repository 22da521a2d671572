package org.patchbay.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.SecretNode;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Moment;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.sign.Making;
import org.patchbay.trip.Scopes;

/** A field whose value is made up, and how. It may be made of what is filled in and of fields that are made up above it. */
public record Generated(Parameter field, Making making) {
    private static final List<Root> SOURCES =
            List.of(Root.INTEGRATOR, Root.TEMPLATE, Root.LINK, Root.PRINCIPAL, Root.NOW, Root.NONCE);

    /** Compiles all of a template, in the order in which they are made. */
    static List<Generated> compile(Template template, Problems problems) {
        var whole = Scopes.of(template);
        var scope = Scope.EMPTY;
        for (var root : SOURCES) {
            scope = whole.roots().containsKey(root) ? scope.with(root, names(whole, root)) : scope;
        }
        var generated = new ArrayList<Generated>();
        var fields = template.fields().stream()
                .filter(field -> field.generate().isPresent() && field.isField())
                .toList();
        for (var i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            var before = scope.with(
                    Root.INTEGRATOR, without(names(scope, Root.INTEGRATOR), fields.subList(i, fields.size())));
            field.generate()
                    .ifPresent(tree -> generated.add(new Generated(field, Making.compile(tree, before, problems))));
        }
        return generated;
    }

    /**
     * Values for the fields of a tenant that are made up and not given, each made of those above it.
     *
     * @param moments one for each field, so that no two are made of the same random value
     */
    public static Map<String, JsonNode> missing(
            Tenant tenant, Predicate<String> isGiven, Supplier<Moment> moments, RandomGenerator random) {
        var made = new LinkedHashMap<String, JsonNode>();
        var integrator = tenant.values().deepCopy();
        for (var one : tenant.program().linkage().generated()) {
            var name = one.field().name().text();
            if (!isGiven.test(name)) {
                var values = Views.of(tenant, moments.get())
                        .with(Root.LINK, tenant.told().link())
                        .with(Root.INTEGRATOR, integrator);
                var value = one.making().make(values, random);
                var kept = one.field().secret() ? SecretNode.hide(value) : value;
                integrator.set(name, kept);
                made.put(name, kept);
            }
        }
        return made;
    }

    private static Names names(Scope scope, Root root) {
        return Optional.ofNullable(scope.roots().get(root)).orElseGet(Names::free);
    }

    private static Names without(Names names, List<Parameter> later) {
        if (!(names instanceof Names.Only(var code, var _, var known))) {
            return names;
        }
        var left = new HashMap<>(known);
        later.forEach(field -> left.remove(field.name().text()));
        return new Names.Only(code, "field above this one", left);
    }
}
