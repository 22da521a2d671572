package org.patchbay.engine;

import java.time.Duration;
import java.util.Optional;
import org.patchbay.definition.Keep;

/** Lets go of what has been kept long enough. */
record Sweeper(Tools tools) {
    private static final Duration RESULTS = Duration.ofDays(7);
    private static final Duration EXECUTIONS = Duration.ofDays(30);
    private static final Duration BODIES = Duration.ofDays(7);
    private static final Duration DEAD_LETTERS = Duration.ofDays(90);

    /** Does it as the live revision says. */
    void sweep(Optional<Live> live) {
        var keep = live.flatMap(found -> found.definitions().installation().keep());
        var now = tools.clock().instant();
        var store = tools.store();
        store.calls().forgetBefore(now);
        store.receipts().forgetBefore(now);
        store.lanes().forgetBefore(now.minus(RESULTS));
        store.journal().forgetBefore(now.minus(keep.map(Keep::executions).orElse(EXECUTIONS)));
        store.journal().forgetBodiesBefore(now.minus(keep.map(Keep::bodies).orElse(BODIES)));
        store.letters().forgetBefore(now.minus(keep.map(Keep::deadLetters).orElse(DEAD_LETTERS)));
    }
}
