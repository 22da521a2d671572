package org.patchbay.sign;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.patchbay.exchange.FailureCode;
import org.patchbay.exchange.Refusal;
import org.patchbay.exchange.Values;

/**
 * A compiled signature: values in order, each placed as soon as it can be.
 *
 * @param absence what becomes of it when a value is missing
 */
record Block(With with, List<Value> values, List<Carry> carries, Absence absence) {
    Block {
        values = List.copyOf(values);
        carries = List.copyOf(carries);
    }

    /** A named value. */
    record Value(String name, Recipe recipe, Needs needs) {}

    /** Whether a request without this signature may be sent. */
    enum Absence {
        REFUSED,
        LEFT_OUT
    }

    /** Sees each value when it is computed. */
    interface Watcher {
        /** Sees nothing. */
        Watcher NONE = (_, _, _) -> {};

        void computed(Value value, JsonNode result, Run run);
    }

    /** Computes everything and places it on the sheet. */
    void sign(Sheet sheet, Values given, Watcher watcher) {
        try {
            var run = new Run(sheet, with.bind(given));
            place(run, -1);
            for (var i = 0; i < values.size(); i++) {
                var value = values.get(i);
                run.look(value.needs());
                var result = value.recipe().compute(run);
                run.keep(value.name(), result);
                watcher.computed(value, result, run);
                place(run, i);
            }
        } catch (Refusal e) {
            if (absence == Absence.REFUSED || e.failure().code() != FailureCode.MISSING_VALUE) {
                throw e;
            }
        }
    }

    private void place(Run run, int after) {
        for (var carry : carries) {
            if (carry.after() == after) {
                run.look(carry.needs());
                run.sheet().put(carry.spot(), carry.text().text(run));
            }
        }
    }
}
