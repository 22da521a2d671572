package org.patchbay.expression;

import java.util.Map;

/** What is known at load about the names below a name. */
public sealed interface Names {
    /** Anything may stand below; whether it is there is seen at run. */
    record Free() implements Names {}

    /** A value without names below it. */
    record Value() implements Names {}

    /**
     * Only these names.
     *
     * @param code code of the finding for another name
     * @param what what the names are, for the finding: {@code "field"}, {@code "Auth endpoint"}
     */
    record Only(String code, String what, Map<String, Names> names) implements Names {
        public Only {
            names = Map.copyOf(names);
        }
    }

    /** A name that may have no value at run. */
    record Maybe(Names names) implements Names {}

    /** Anything. */
    static Names free() {
        return new Free();
    }

    /** A plain value. */
    static Names value() {
        return new Value();
    }
}
