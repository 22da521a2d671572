package org.patchbay.server.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Store;
import org.patchbay.store.Synchronizations;

/** A store with a planted defect: it writes where a synchronization goes on before it writes what the page brought. */
final class ForgetfulStore extends ChangedStore {
    private final List<Synchronizations.Item> late = new ArrayList<>();

    ForgetfulStore(Store inner) {
        super(inner);
    }

    @Override
    public Synchronizations synchronizations() {
        var honest = super.synchronizations();
        return new Synchronizations() {
            @Override
            public Progress progress(Place place) {
                return honest.progress(place);
            }

            @Override
            public boolean keep(Place place, List<Item> items, Progress after, Instant now) {
                var before = List.copyOf(late);
                late.clear();
                late.addAll(items);
                var all = new ArrayList<>(before);
                if (after.cursor().isEmpty()) {
                    all.addAll(items);
                }
                return honest.keep(place, all, after, now);
            }

            @Override
            public List<Kept> list(Filter filter) {
                return honest.list(filter);
            }

            @Override
            public void forget(String integrator) {
                honest.forget(integrator);
            }
        };
    }
}
