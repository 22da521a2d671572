package org.patchbay.server.jdbc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.patchbay.store.CallMemory;
import org.patchbay.store.Fields;
import org.patchbay.store.Integrators;
import org.patchbay.store.Journal;
import org.patchbay.store.Keys;
import org.patchbay.store.Lanes;
import org.patchbay.store.Letters;
import org.patchbay.store.Locks;
import org.patchbay.store.Nodes;
import org.patchbay.store.Principals;
import org.patchbay.store.Receipts;
import org.patchbay.store.Revisions;
import org.patchbay.store.Secrets;
import org.patchbay.store.Store;
import org.patchbay.store.Synchronizations;
import org.patchbay.store.Timers;
import org.patchbay.store.Tokens;

/** A store with a planted defect: it writes where a synchronization goes on before it writes what the page brought. */
record ForgetfulStore(Store inner, List<Synchronizations.Item> late) implements Store {
    ForgetfulStore(Store inner) {
        this(inner, new ArrayList<>());
    }

    @Override
    public Synchronizations synchronizations() {
        var honest = inner.synchronizations();
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

    @Override
    public Journal journal() {
        return inner.journal();
    }

    @Override
    public CallMemory calls() {
        return inner.calls();
    }

    @Override
    public Tokens tokens() {
        return inner.tokens();
    }

    @Override
    public Fields fields() {
        return inner.fields();
    }

    @Override
    public Revisions revisions() {
        return inner.revisions();
    }

    @Override
    public Secrets secrets() {
        return inner.secrets();
    }

    @Override
    public Keys keys() {
        return inner.keys();
    }

    @Override
    public Lanes lanes() {
        return inner.lanes();
    }

    @Override
    public Timers timers() {
        return inner.timers();
    }

    @Override
    public Integrators integrators() {
        return inner.integrators();
    }

    @Override
    public Principals principals() {
        return inner.principals();
    }

    @Override
    public Letters letters() {
        return inner.letters();
    }

    @Override
    public Receipts receipts() {
        return inner.receipts();
    }

    @Override
    public Nodes nodes() {
        return inner.nodes();
    }

    @Override
    public Locks locks() {
        return inner.locks();
    }

    @Override
    public void close() {
        inner.close();
    }
}
