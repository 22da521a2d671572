package org.patchbay.store;

/** All that outlives a run, by port. Implementations pass the contract suite of each port. */
public interface Store extends AutoCloseable {
    Journal journal();

    CallMemory calls();

    Tokens tokens();

    Fields fields();

    Revisions revisions();

    Secrets secrets();

    Keys keys();

    Users users();

    Audit audit();

    Lanes lanes();

    Synchronizations synchronizations();

    Timers timers();

    Integrators integrators();

    Principals principals();

    Letters letters();

    Receipts receipts();

    Nodes nodes();

    Locks locks();

    Erasure erasure();

    @Override
    void close();
}
