package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Audit.Deed;
import org.patchbay.store.Audit.Entry;

/** What every trail of changes does. */
public abstract class AuditContract extends StoreContract {
    private static Deed deed(int number) {
        return new Deed(NOON.plusSeconds(number), "key_1", "PUT /secrets/s" + number, "204");
    }

    @Test
    void tells_the_newest_first_and_page_by_page() {
        IntStream.rangeClosed(1, 5).forEach(number -> store.audit().add(deed(number)));

        assertThat(store.audit().list(Long.MAX_VALUE, 2))
                .extracting(Entry::number)
                .containsExactly(5L, 4L);
        assertThat(store.audit().list(4, 2)).extracting(Entry::deed).containsExactly(deed(3), deed(2));
        assertThat(store.audit().oldest(3, 9)).extracting(Entry::number).containsExactly(4L, 5L);
        assertThat(store.audit().review().brokenAt()).isZero();
    }

    @Test
    void each_entry_follows_from_the_one_before_it() {
        store.audit().add(deed(1));
        store.audit().add(deed(2));

        var entries = store.audit().oldest(0, 9);

        assertThat(entries.get(0).hash()).isEqualTo(deed(1).hash(1, Audit.BEGINNING));
        assertThat(entries.get(1).hash())
                .isEqualTo(deed(2).hash(2, entries.get(0).hash()));
    }

    @Test
    void entries_that_come_at_the_same_time_stand_one_after_the_other() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.rangeClosed(1, 40)
                    .forEach(number -> threads.execute(() -> store.audit().add(deed(number))));
        }

        assertThat(store.audit().oldest(0, 100)).hasSize(40);
        assertThat(store.audit().review().brokenAt()).isZero();
    }
}
