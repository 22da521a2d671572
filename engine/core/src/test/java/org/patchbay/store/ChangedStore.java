package org.patchbay.store;

/** A store that is another one, but for what a test changes. */
public abstract class ChangedStore implements Store {
    private final Store inner;

    /** Is that one. */
    protected ChangedStore(Store inner) {
        this.inner = inner;
    }

    @Override
    public Ports ports() {
        return new Ports(
                inner.journal(),
                inner.calls(),
                inner.tokens(),
                inner.fields(),
                inner.revisions(),
                inner.secrets(),
                inner.keys(),
                inner.users(),
                inner.audit(),
                inner.lanes(),
                inner.synchronizations(),
                inner.timers(),
                inner.integrators(),
                inner.principals(),
                inner.letters(),
                inner.receipts(),
                inner.nodes(),
                inner.locks(),
                inner.erasure());
    }

    @Override
    public void close() {
        inner.close();
    }
}
