package org.patchbay.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Nodes;
import org.patchbay.store.Store;

/**
 * A store as one of several processes sees it.
 *
 * @see Nodes#isGone
 */
final class Nodded extends ChangedStore {
    private final String own;
    private final Set<String> alive;

    /** @param alive those that live; the test changes it, from whichever thread */
    Nodded(Store inner, String own, Set<String> alive) {
        super(inner);
        this.own = own;
        this.alive = alive;
    }

    @Override
    public Nodes nodes() {
        return new Nodes() {
            @Override
            public String own() {
                return own;
            }

            @Override
            public void beat(String name, long revision) {
                alive.add(own);
            }

            @Override
            public void leave() {
                alive.remove(own);
            }

            @Override
            public List<Node> within(Duration time) {
                return alive.stream().map(id -> new Node(id, id, 1)).toList();
            }
        };
    }
}
