package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.patchbay.definition.Keep;
import org.patchbay.definition.KeepOfOne;
import org.patchbay.store.Nodes;
import org.patchbay.store.Nodes.Node;
import org.patchbay.store.Outdated;

/** Lets go of what has been kept long enough. */
record Sweeper(Tools tools) {
    private static final Duration RESULTS = Duration.ofDays(7);
    private static final Keep USUAL =
            new Keep(Duration.ofDays(30), Duration.ofDays(7), Duration.ofDays(90), Optional.empty(), Map.of());

    /** Does it as the live revision says; while there is none, nobody has said how long things are kept. */
    void sweep(Optional<Live> live) {
        var now = tools.clock().instant();
        var store = tools.store();
        store.calls().forgetBefore(now);
        store.receipts().forgetBefore(now);
        store.lanes().forgetBefore(now.minus(RESULTS));
        live.ifPresent(this::sweepKept);
    }

    /** How long things are kept. */
    static Keep keep(Live live) {
        return live.definitions().installation().keep().orElse(USUAL);
    }

    private void sweepKept(Live live) {
        var keep = keep(live);
        var store = tools.store();
        sweep(keep, keep.executions(), KeepOfOne::executions, store.journal()::forget);
        sweep(keep, keep.bodies(), KeepOfOne::bodies, store.journal()::forgetBodies);
        sweep(keep, keep.deadLetters(), KeepOfOne::deadLetters, store.letters()::forget);
        keep.revisions()
                .ifPresent(time -> sweepRevisions(tools.clock().instant().minus(time), live));
    }

    private void sweep(
            Keep keep, Duration usual, Function<KeepOfOne, Optional<Duration>> own, Consumer<Outdated> forget) {
        var now = tools.clock().instant();
        var others = new TreeMap<String, Duration>();
        keep.callCentres().forEach((name, one) -> own.apply(one).ifPresent(time -> others.put(name, time)));
        forget.accept(Outdated.before(now.minus(usual)).but(others.keySet()));
        others.forEach((name, time) -> forget.accept(Outdated.before(now.minus(time), name)));
    }

    /** What a node serves, or work waits to be run on, stays. */
    private void sweepRevisions(Instant before, Live live) {
        var store = tools.store();
        var needed = new HashSet<>(store.letters().revisions());
        store.nodes().within(Nodes.GONE).stream().map(Node::revision).forEach(needed::add);
        needed.add(live.number());
        store.revisions().forgetBefore(before, needed);
    }
}
