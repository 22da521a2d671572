package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Timers.Timer;

/** What every store of timers does. */
public abstract class TimersContract extends StoreContract {
    private static final Timer TIMER = new Timer("acme", "people", "contacts-sync");

    @Test
    void is_due_at_no_time_before_one_was_said() {
        assertThat(store.timers().due(TIMER)).isEmpty();
    }

    @Test
    void is_moved_by_whoever_saw_where_it_was() {
        assertThat(store.timers().move(TIMER, Optional.empty(), NOON)).isTrue();
        assertThat(store.timers().move(TIMER, Optional.of(NOON), NOON.plusSeconds(1)))
                .isTrue();

        assertThat(store.timers().due(TIMER)).contains(NOON.plusSeconds(1));
    }

    @Test
    void is_not_moved_twice() {
        store.timers().move(TIMER, Optional.empty(), NOON);

        assertThat(store.timers().move(TIMER, Optional.empty(), NOON.plusSeconds(5)))
                .isFalse();
        assertThat(store.timers().due(TIMER)).contains(NOON);
    }

    @Test
    void is_forgotten_with_its_integrator() {
        var other = new Timer("beta", "people", "contacts-sync");
        store.timers().move(TIMER, Optional.empty(), NOON);
        store.timers().move(other, Optional.empty(), NOON);

        store.timers().forget("acme");

        assertThat(store.timers().due(TIMER)).isEmpty();
        assertThat(store.timers().due(other)).contains(NOON);
    }

    @Test
    void is_another_for_another_trigger() {
        store.timers().move(TIMER, Optional.empty(), NOON);

        assertThat(store.timers().due(new Timer("acme", "people", "schedule"))).isEmpty();
    }
}
