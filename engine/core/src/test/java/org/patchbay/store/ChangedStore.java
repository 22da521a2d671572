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
        return inner.ports();
    }

    @Override
    public void close() {
        inner.close();
    }
}
