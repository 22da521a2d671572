package org.patchbay.resolve;

import java.util.List;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;
import org.patchbay.format.Locality;

/** Finds the value of every parameter of one endpoint. Compiled once, thread-safe. */
public final class Resolver {
    private Resolver() {}

    /**
     * Compiles the parameters and hard params of an endpoint; md5 parameters are left to the signature.
     *
     * @param scope names that sources may use, {@code param} not among them
     */
    public static Resolver compile(Endpoint endpoint, Template template, Scope scope, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /**
     * The arguments in an order in which each reads only earlier ones.
     *
     * @throws org.patchbay.exchange.Refusal when a required value is missing (missing-input) or unfit (bad-input, bad-phone)
     */
    public List<Argument> resolve(Values values, Locality locality) {
        throw new UnsupportedOperationException();
    }
}
