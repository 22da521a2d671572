package org.patchbay.resolve;

import java.util.HashMap;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Parameter;
import org.patchbay.definition.ParameterType;
import org.patchbay.definition.WhenEmpty;
import org.patchbay.expression.Names;

/** What {@code param.…} may name in one endpoint. */
final class ParameterNames {
    private ParameterNames() {}

    static Names of(Endpoint endpoint) {
        var names = new HashMap<String, Names>();
        for (var parameter : endpoint.request().parameters()) {
            if (!isHash(parameter)) {
                names.put(parameter.name().text(), isSure(parameter) ? Names.free() : new Names.Maybe(Names.free()));
            }
        }
        return new Names.Only("PB302", "parameter", names);
    }

    /** Computed from the rendered request, after everything here. */
    static boolean isHash(Parameter parameter) {
        return parameter.type().filter(ParameterType.MD5::equals).isPresent();
    }

    private static boolean isSure(Parameter parameter) {
        return switch (whenEmpty(parameter)) {
            case FAIL, EMPTY -> true;
            case OMIT, NULL -> parameter.fallback().isPresent();
        };
    }

    static WhenEmpty whenEmpty(Parameter parameter) {
        return parameter.whenEmpty().orElse(parameter.required() ? WhenEmpty.FAIL : WhenEmpty.OMIT);
    }
}
