package org.patchbay.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What synchronizations have brought, and how far each of them is. */
public interface Synchronizations {
    /** How far it is; {@link Progress#NONE} when it never ran. */
    Progress progress(Place place);

    /**
     * Keeps the items of a page, each once by its id, and how far the synchronization is after it: all of it or nothing, durable when
     * this returns. A page without items moves it alone.
     *
     * @return false when it goes on where it was before since it began: the items are kept, and it is no longer under way
     */
    boolean keep(Place place, List<Item> items, Progress after, Instant now);

    /** What was kept, in the order in which it first came. */
    List<Kept> list(Filter filter);

    /** Lets go of all that was kept for an integrator. */
    void forget(String integrator);

    /** What is fetched. */
    enum Kind {
        CONTACTS,
        AGENTS;

        /** The kind as it is written. */
        public String word() {
            return this == CONTACTS ? "contacts" : "agents";
        }
    }

    /** Which synchronization. */
    record Place(String integrator, String endpoint, Kind kind) {}

    /**
     * How far a synchronization is.
     *
     * @param checkpoint where it begins
     * @param cursor where its next page begins; empty when none is under way
     * @param count what the one under way has brought so far, or the last one brought in all
     * @param finishedAt when the last one was over
     */
    record Progress(Optional<JsonNode> checkpoint, Optional<Cursor> cursor, Count count, Optional<Instant> finishedAt) {
        /** It never ran. */
        public static final Progress NONE =
                new Progress(Optional.empty(), Optional.empty(), Count.NOTHING, Optional.empty());

        /** The same, to begin anew at its checkpoint. */
        public Progress anew() {
            return new Progress(checkpoint, Optional.empty(), count, finishedAt);
        }
    }

    /**
     * Where a page begins.
     *
     * @param key equal for two pages that begin at the same place
     * @param at the place, as the partner names it
     * @param context what goes with the request for it
     */
    record Cursor(String key, JsonNode at, Optional<JsonNode> context) {}

    /**
     * What pages brought.
     *
     * @param leftOut elements that lacked what every contact or agent needs
     */
    record Count(int pages, long items, long leftOut) {
        /** Nothing yet. */
        public static final Count NOTHING = new Count(0, 0, 0);

        /** This and another page. */
        public Count plus(long more, long less) {
            return new Count(pages + 1, items + more, leftOut + less);
        }
    }

    /**
     * A contact or an agent.
     *
     * @param phones its phone numbers in a form in which they can be compared
     */
    record Item(String id, ObjectNode content, List<String> phones) {
        public Item {
            phones = List.copyOf(phones);
        }
    }

    /**
     * An item as it was kept.
     *
     * @param number its place among all items, for the cursor of a list
     * @param changedAt when it came with a content that it did not have before
     */
    record Kept(long number, Place place, String id, ObjectNode content, Instant changedAt) {}

    /**
     * What is asked for.
     *
     * @param phone only items with this number
     * @param changedSince only items that changed then or later
     * @param after only items with a greater number: the cursor of the next page
     */
    record Filter(
            String integrator,
            Kind kind,
            Optional<String> phone,
            Optional<Instant> changedSince,
            long after,
            int limit) {
        /** All of them, from the first. */
        public static Filter all(String integrator, Kind kind, int limit) {
            return new Filter(integrator, kind, Optional.empty(), Optional.empty(), 0, limit);
        }
    }
}
