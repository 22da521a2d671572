package org.patchbay.server.cli;

import java.time.Instant;
import org.patchbay.store.Audit.Deed;
import org.patchbay.store.Store;

/** What commands leave in the trail of changes when they work on the store itself. */
final class Trail {
    private static final String WHO = "this machine";

    private Trail() {}

    static void leave(Store store, String what) {
        store.audit().add(new Deed(Instant.now(), WHO, what, "done"));
    }
}
