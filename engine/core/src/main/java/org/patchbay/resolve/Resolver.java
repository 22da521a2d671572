package org.patchbay.resolve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Names;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;

/** Finds the value of every parameter of one endpoint. Compiled once, thread-safe. */
public final class Resolver {
    private final List<Row> rows;
    private final int[] order;
    private final List<Constant> constants;

    /**
     * @param rows parameters as written
     * @param order indexes of rows, each after the ones it reads
     */
    Resolver(List<Row> rows, int[] order, List<Constant> constants) {
        this.rows = List.copyOf(rows);
        this.order = order;
        this.constants = List.copyOf(constants);
    }

    /**
     * Compiles the parameters and hard params of an endpoint; md5 parameters are left to the signature.
     *
     * @param scope names that sources may use, {@code param} not among them
     */
    public static Resolver compile(Endpoint endpoint, Template template, Scope scope, Problems problems) {
        return new ResolverCompiler(endpoint, template, problems).compile(scope);
    }

    /** The names below {@code param} in templates of this endpoint. */
    public static Names names(Endpoint endpoint) {
        return ParameterNames.of(endpoint);
    }

    /**
     * The arguments in the order of the document, hard params last; each is evaluated after the ones it reads.
     *
     * @throws org.patchbay.exchange.Refusal when a required value is missing (missing-input) or unfit (bad-input, bad-phone)
     */
    public List<Argument> resolve(Values values, Locality locality) {
        var params = params();
        var seen = values.with(Root.PARAM, params);
        var found = new Argument[rows.size()];
        for (var index : order) {
            var row = rows.get(index);
            found[index] = row.resolve(seen, locality);
            if (found[index].isThere()) {
                params.set(row.name(), found[index].value());
            }
        }
        return Stream.concat(Stream.of(found), constants.stream().map(Constant::argument))
                .toList();
    }

    /** A parameter that a hard param replaced reads as what is sent. */
    private ObjectNode params() {
        var params = JsonNodeFactory.instance.objectNode();
        for (var constant : constants) {
            constant.replaced()
                    .forEach(name -> params.set(name, constant.argument().value()));
        }
        return params;
    }
}
