package org.patchbay.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
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
