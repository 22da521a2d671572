package org.patchbay.expression;

import java.util.List;

/** A piece of a compiled template. */
sealed interface Segment {
    /** Text as it is. */
    record Literal(String text) implements Segment {}

    /** A value, encoded for the place of the template. */
    record Insert(Reference reference) implements Segment {}

    /** Repeated for each element of a list, once for a value that is there. */
    record Section(Reference reference, List<Segment> inner) implements Segment {
        public Section {
            inner = List.copyOf(inner);
        }
    }

    /** Written when the value is absent, false or an empty list. */
    record Inverted(Reference reference, List<Segment> inner) implements Segment {
        public Inverted {
            inner = List.copyOf(inner);
        }
    }
}
