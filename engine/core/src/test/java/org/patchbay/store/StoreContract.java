package org.patchbay.store;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract suites of the ports share: an empty store for each test. */
public abstract class StoreContract {
    protected Store store;

    /** An empty store. */
    protected abstract Store open() throws Exception;

    @BeforeEach
    void opens_an_empty_store() throws Exception {
        store = open();
    }

    @AfterEach
    void closes_the_store() {
        store.close();
    }

    /** Takes jobs that are due at noon. */
    final List<String> idsClaimed(int atMost) {
        return store.lanes().claim(Samples.NOON, atMost).stream()
                .map(Lanes.Job::id)
                .toList();
    }
}
