package org.patchbay.server.jdbc;

import org.patchbay.store.Store;

/** The disk below a SQLite store, for tests in which it gives trouble. */
public enum Disk {
    /** There is room. */
    WELL(1_000_000_000),
    /** Nothing more fits on it. */
    FULL(1);

    private final int pages;

    Disk(int pages) {
        this.pages = pages;
    }

    /** Makes it so. */
    public void of(Store store) {
        ((SqliteStore) store).writer().write(session -> session.list("pragma max_page_count = " + pages, _ -> true));
    }
}
