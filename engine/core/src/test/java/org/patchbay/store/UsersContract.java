package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import org.junit.jupiter.api.Test;
import org.patchbay.store.Users.User;

/** What every keeper of users does. */
public abstract class UsersContract extends StoreContract {
    private static final User AN = new User("an", "viewer", "hash-1", "s1", NOON);
    private static final User BINH = new User("binh", "owner", "hash-2", "s2", NOON.plusSeconds(1));

    @Test
    void finds_and_lists_by_name() {
        store.users().put(BINH);
        store.users().put(AN);

        assertThat(store.users().find("an")).contains(AN);
        assertThat(store.users().find("An")).isEmpty();
        assertThat(store.users().list()).containsExactly(AN, BINH);
    }

    @Test
    void replaces_and_removes() {
        store.users().put(AN);
        var other = new User("an", "owner", "hash-3", "s3", NOON);
        store.users().put(other);

        assertThat(store.users().find("an")).contains(other);
        assertThat(store.users().remove("an")).isTrue();
        assertThat(store.users().remove("an")).isFalse();
        assertThat(store.users().list()).isEmpty();
    }
}
