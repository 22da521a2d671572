package org.patchbay.definition;

/** A map of path to test, all of which must hold, as written (format reference, conditions). */
public record Condition(Tree tree) {
    /** Where the condition stands. */
    public At at() {
        return tree.at();
    }
}
