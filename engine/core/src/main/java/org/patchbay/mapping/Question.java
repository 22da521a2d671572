package org.patchbay.mapping;

import java.util.EnumSet;
import java.util.Set;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Root;
import org.patchbay.exchange.Values;
import org.patchbay.expression.Guard;

/** A condition about a reply and the roots that it reads. */
record Question(Guard guard, Set<Root> reads) {
    static Question of(Guard guard) {
        var reads = EnumSet.noneOf(Root.class);
        guard.references().forEach(reference -> reads.add(reference.root()));
        return new Question(guard, reads);
    }

    /** False when a value to compare with is missing, or when it needs a body that cannot be read. */
    boolean holds(Incoming incoming, Values seen) {
        try {
            return (!reads.contains(Root.REPLY) || incoming.isReadable()) && guard.holds(seen);
        } catch (Refusal refusal) {
            return false;
        }
    }
}
