package org.patchbay.store;

/** All that outlives a run, by port. Implementations pass the contract suite of each port. */
public interface Store extends AutoCloseable {
    /** What it is made of. */
    Ports ports();

    default Journal journal() {
        return ports().journal();
    }

    default CallMemory calls() {
        return ports().calls();
    }

    default Tokens tokens() {
        return ports().tokens();
    }

    default Fields fields() {
        return ports().fields();
    }

    default Revisions revisions() {
        return ports().revisions();
    }

    default Secrets secrets() {
        return ports().secrets();
    }

    default Keys keys() {
        return ports().keys();
    }

    default Users users() {
        return ports().users();
    }

    default Audit audit() {
        return ports().audit();
    }

    default Lanes lanes() {
        return ports().lanes();
    }

    default Synchronizations synchronizations() {
        return ports().synchronizations();
    }

    default Timers timers() {
        return ports().timers();
    }

    default Integrators integrators() {
        return ports().integrators();
    }

    default Principals principals() {
        return ports().principals();
    }

    default Letters letters() {
        return ports().letters();
    }

    default Receipts receipts() {
        return ports().receipts();
    }

    default Nodes nodes() {
        return ports().nodes();
    }

    default Locks locks() {
        return ports().locks();
    }

    default Erasure erasure() {
        return ports().erasure();
    }

    @Override
    void close();
}
