package org.patchbay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Pages;
import org.patchbay.definition.Pages.By;
import org.patchbay.definition.Problems;
import org.patchbay.definition.ResultEntry;
import org.patchbay.definition.Sync;
import org.patchbay.expression.Scope;

/** What a reply says beside its results: how its pages go on, and what a synchronization keeps of it. */
record Onward(Entries entries) {
    static final String NEXT = "next";
    static final String TOTAL = "total";
    static final String ITEMS = "items";
    static final String NEXT_OFFSET = "nextOffset";
    static final String CHECKPOINT = "checkpoint";
    static final String CONTEXT = "context";

    static Onward compile(Endpoint endpoint, Scope scope, Problems problems) {
        var entries = new LinkedHashMap<String, ResultEntry>();
        endpoint.fetching().pages().ifPresent(pages -> pages(pages, entries));
        endpoint.fetching().sync().ifPresent(sync -> sync(sync, entries));
        return new Onward(new EntryCompiler(scope, problems).compile(entries));
    }

    private static void pages(Pages pages, Map<String, ResultEntry> entries) {
        pages.next()
                .or(() -> pages.by() == By.LINK ? Optional.of(LinkHeader.entry()) : Optional.empty())
                .ifPresent(entry -> entries.put(NEXT, entry));
        pages.total().ifPresent(entry -> entries.put(TOTAL, entry));
    }

    private static void sync(Sync sync, Map<String, ResultEntry> entries) {
        entries.put(ITEMS, sync.items());
        sync.nextOffset().ifPresent(entry -> entries.put(NEXT_OFFSET, entry));
        sync.checkpoint().ifPresent(entry -> entries.put(CHECKPOINT, entry));
        sync.context().ifPresent(entry -> entries.put(CONTEXT, entry));
    }

    /** @throws Misfit when one that is required is missing */
    ObjectNode read(JsonNode root, Reading reading) {
        return entries.read(root, reading);
    }

    boolean isEmpty() {
        return entries.entries().isEmpty();
    }
}
