package org.patchbay.trip;

import java.util.Set;
import org.patchbay.definition.At;
import org.patchbay.definition.Endpoint;
import org.patchbay.definition.Pages;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Root;
import org.patchbay.expression.Reference;

/** Finds pages that nothing asks for: without its place in the request the partner would send the first one again and again. */
final class Sending {
    private Sending() {}

    static void check(Endpoint endpoint, Set<Reference> used, Problems problems) {
        var fetching = endpoint.fetching();
        fetching.pages().ifPresent(pages -> pages(endpoint, pages, used, problems));
        fetching.sync()
                .filter(sync -> sync.nextOffset().isPresent())
                .ifPresent(sync -> sent(endpoint, sync.at(), Root.SYNC, "offset", used, problems));
    }

    private static void pages(Endpoint endpoint, Pages pages, Set<Reference> used, Problems problems) {
        switch (pages.by()) {
            case LINK -> {}
            case CURSOR -> sent(endpoint, pages.at(), Root.PAGE, "next", used, problems);
            case OFFSET -> sent(endpoint, pages.at(), Root.PAGE, "offset", used, problems);
            case PAGE -> sent(endpoint, pages.at(), Root.PAGE, "number", used, problems);
        }
    }

    private static void sent(Endpoint endpoint, At at, Root root, String name, Set<Reference> used, Problems problems) {
        var path = root.word() + "." + name;
        if (used.stream().noneMatch(reference -> reference.text().equals(path))) {
            problems.add(
                    "PB204",
                    at,
                    "nothing in the request of `" + endpoint.name() + "` says which page is wanted",
                    "`" + path + "` is not used",
                    "for example parameters: [{ name: " + name + ", type: query, from: " + path
                            + ", required: false }]");
        }
    }
}
