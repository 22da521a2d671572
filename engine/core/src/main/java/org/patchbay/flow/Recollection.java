package org.patchbay.flow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.patchbay.exchange.Trigger;
import org.patchbay.lifecycle.CallBook;
import org.patchbay.lifecycle.CallBook.Recalled;
import org.patchbay.store.CallMemory.CallKey;
import org.patchbay.store.Store;

/**
 * What a call remembers when a run of it begins.
 *
 * @param interaction the call as a whole; empty when the trigger belongs to none
 * @param values by name, an own copy
 */
public record Recollection(Optional<CallKey> interaction, ObjectNode values) {
    /** What the store knows of the call of a trigger. */
    public static Recollection of(Store store, Trigger trigger, String integrator) {
        var recalled = new CallBook(store).recall(trigger, integrator);
        return new Recollection(
                recalled.map(Recalled::interaction),
                recalled.map(Recalled::values).orElseGet(JsonNodeFactory.instance::objectNode));
    }
}
