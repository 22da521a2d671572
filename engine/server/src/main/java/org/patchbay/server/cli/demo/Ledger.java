package org.patchbay.server.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What pretend partners received and thought of it, in order. Thread-safe. */
final class Ledger {
    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Entry> listener;

    /** A ledger that tells somebody of each entry. */
    Ledger(Consumer<Entry> listener) {
        this.listener = listener;
    }

    /** What a partner thought of a request. */
    record Entry(String partner, String request, Verdict verdict, String sentence) {
        boolean accepted() {
            return verdict == Verdict.ACCEPTED;
        }
    }

    /** Whether a request was as it should be. */
    enum Verdict {
        ACCEPTED,
        REFUSED
    }

    void add(Entry entry) {
        synchronized (this) {
            entries.add(entry);
        }
        listener.accept(entry);
    }

    synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    List<Entry> refused() {
        return entries().stream().filter(entry -> !entry.accepted()).toList();
    }
}
