package org.patchbay.store;

/** A store that is another one, but for what a test changes. */
public abstract class ChangedStore implements Store {
    private final Store inner;

    /** Is that one. */
    protected ChangedStore(Store inner) {
        this.inner = inner;
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
    public Users users() {
        return inner.users();
    }

    @Override
    public Audit audit() {
        return inner.audit();
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
    public Keys keys() {
        return inner.keys();
    }

    @Override
    public Lanes lanes() {
        return inner.lanes();
    }

    @Override
    public Synchronizations synchronizations() {
        return inner.synchronizations();
    }

    @Override
    public Timers timers() {
        return inner.timers();
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
    public Erasure erasure() {
        return inner.erasure();
    }

    @Override
    public void close() {
        inner.close();
    }
}
