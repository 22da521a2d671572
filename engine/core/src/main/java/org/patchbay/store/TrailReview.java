package org.patchbay.store;

import java.util.Optional;
import org.patchbay.store.Audit.Entry;
import org.patchbay.store.Audit.Head;

/**
 * What came of looking through the trail of changes.
 *
 * @param head what the trail ended with when the review began
 * @param finding the first thing that is not as it should be; empty when the trail is whole
 */
public record TrailReview(Head head, Optional<Finding> finding) {
    private static final int AT_ONCE = 1_000;

    /**
     * Where a trail is not whole.
     *
     * @param number of the entry, at least 1
     * @param expected what should stand there
     * @param found what does
     */
    public record Finding(long number, String expected, String found) {}

    /** Number of the first entry that is not as it should be; 0 when all are. */
    public long brokenAt() {
        return finding.map(Finding::number).orElse(0L);
    }

    /** Entries may be added meanwhile: all that the head counted before have to be there, and none that it does not count after. */
    static TrailReview of(Audit audit) {
        var before = audit.head();
        var walk = new Walk(before);
        walk.over(audit);
        return new TrailReview(
                before,
                walk.broken
                        .or(walk::missing)
                        .or(() -> walk.beyond(audit.head()))
                        .or(() -> before.genuine() ? Optional.empty() : Optional.of(forged(before))));
    }

    private static Finding forged(Head head) {
        return new Finding(
                Math.max(1, head.number()),
                "a head of the trail that this installation sealed",
                "one of " + head.number() + " entries without its seal: it was altered, exchanged or removed");
    }

    /** From the oldest entry to the newest, or to the first that does not follow from the one before it. */
    private static final class Walk {
        private final Head head;
        private long last;
        private String hash = Audit.BEGINNING;
        private Optional<Finding> broken = Optional.empty();

        private Walk(Head head) {
            this.head = head;
        }

        private void over(Audit audit) {
            var page = audit.oldest(0, AT_ONCE);
            while (!page.isEmpty() && broken.isEmpty()) {
                for (var entry : page) {
                    broken = broken.or(() -> step(entry));
                }
                page = audit.oldest(page.getLast().number(), AT_ONCE);
            }
        }

        private Optional<Finding> step(Entry entry) {
            var number = last + 1;
            if (entry.number() != number) {
                return Optional.of(new Finding(number, "entry " + number, "entry " + entry.number()));
            }
            if (!entry.hash().equals(entry.deed().hash(number, hash))) {
                return Optional.of(new Finding(
                        number,
                        "entry " + number + " as it was written",
                        "one that does not follow from the one before"));
            }
            if (number == head.number() && !entry.hash().equals(head.hash())) {
                return Optional.of(new Finding(
                        number,
                        "entry " + number + " with the hash " + head.hash(),
                        "one with the hash " + entry.hash()));
            }
            last = number;
            hash = entry.hash();
            return Optional.empty();
        }

        private Optional<Finding> missing() {
            return last < head.number()
                    ? Optional.of(new Finding(last + 1, head.number() + " entries", last + " entries"))
                    : Optional.empty();
        }

        private Optional<Finding> beyond(Head after) {
            return last > after.number()
                    ? Optional.of(new Finding(after.number() + 1, after.number() + " entries", last + " entries"))
                    : Optional.empty();
        }
    }
}
