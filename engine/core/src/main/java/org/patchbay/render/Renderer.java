package org.patchbay.render;

import java.util.List;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Template;
import org.patchbay.exchange.Argument;
import org.patchbay.exchange.Draft;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Scope;

/** Makes the request of one endpoint from its arguments. Compiled once, thread-safe. */
public final class Renderer {
    private Renderer() {}

    /**
     * Compiles url, body and the places of the parameters.
     *
     * @param scope names that templates may use, {@code param} among them
     */
    public static Renderer compile(Endpoint endpoint, Template template, Scope scope, Problems problems) {
        throw new UnsupportedOperationException();
    }

    /**
     * The request, its origin fixed before anything of the caller's was rendered.
     *
     * @param values with {@code param} filled from the arguments
     * @throws org.patchbay.exchange.Refusal when a value is missing or cannot be put into its place
     */
    public Draft render(List<Argument> arguments, Values values) {
        throw new UnsupportedOperationException();
    }
}
