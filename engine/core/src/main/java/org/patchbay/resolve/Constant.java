package org.patchbay.resolve;

import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.exchange.Argument;

/**
 * A hard param.
 *
 * @param replaced names of parameters that claim the same place and key
 */
record Constant(At at, Target target, Argument argument, Set<String> replaced) {
    Constant {
        replaced = Set.copyOf(replaced);
    }

    Constant replacing(Set<String> names) {
        return new Constant(at, target, argument, names);
    }
}
