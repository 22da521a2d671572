package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Keys.Kind;

/** What every keeper of keys does. */
public abstract class KeysContract extends StoreContract {
    private static final Keys.Key PUBLISHABLE = new Keys.Key(
            "k1",
            "aa11",
            Kind.PK,
            Optional.of("42"),
            Optional.empty(),
            List.of("https://a.test", "https://b.test"),
            NOON);
    private static final Keys.Key ADMIN = new Keys.Key(
            "k2", "bb22", Kind.AK, Optional.empty(), Optional.of("viewer"), List.of(), NOON.plusSeconds(1));

    @Test
    void finds_a_key_by_its_hash() {
        store.keys().put(PUBLISHABLE);
        store.keys().put(ADMIN);

        assertThat(store.keys().find("aa11")).contains(PUBLISHABLE);
        assertThat(store.keys().find("bb22")).contains(ADMIN);
        assertThat(store.keys().find("k1")).isEmpty();
    }

    @Test
    void finds_a_key_by_its_id_until_it_is_revoked() {
        store.keys().put(PUBLISHABLE);
        store.keys().put(ADMIN);

        assertThat(store.keys().withId("k1")).contains(PUBLISHABLE);
        assertThat(store.keys().withId("aa11")).isEmpty();
        store.keys().revoke("k1");
        assertThat(store.keys().withId("k1")).isEmpty();
        assertThat(store.keys().withId("k2")).contains(ADMIN);
    }

    @Test
    void lists_the_oldest_first() {
        store.keys().put(ADMIN);
        store.keys().put(PUBLISHABLE);

        assertThat(store.keys().list()).containsExactly(PUBLISHABLE, ADMIN);
    }

    @Test
    void does_not_find_a_key_once_it_is_revoked() {
        store.keys().put(PUBLISHABLE);

        assertThat(store.keys().revoke("k1")).isTrue();
        assertThat(store.keys().revoke("k1")).isFalse();
        assertThat(store.keys().find("aa11")).isEmpty();
        assertThat(store.keys().list()).isEmpty();
    }

    @Test
    void replaces_a_key_with_the_same_id() {
        store.keys().put(PUBLISHABLE);

        store.keys().put(new Keys.Key("k1", "cc33", Kind.SK, Optional.empty(), Optional.empty(), List.of(), NOON));

        assertThat(store.keys().find("aa11")).isEmpty();
        assertThat(store.keys().find("cc33")).map(Keys.Key::kind).contains(Kind.SK);
    }
}
