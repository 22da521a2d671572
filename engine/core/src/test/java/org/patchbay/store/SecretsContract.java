package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;

import org.junit.jupiter.api.Test;
import org.patchbay.definition.Secret;
import org.patchbay.store.Secrets.Known;

/** What every keeper of secrets does. */
public abstract class SecretsContract extends StoreContract {
    @Test
    void finds_no_secret_under_an_unknown_name() {
        assertThat(store.secrets().find("acme-key")).isEmpty();
    }

    @Test
    void finds_the_secret_that_was_put_last() {
        store.secrets().put("acme-key", Secret.of("old"), NOON);
        store.secrets().find("acme-key");

        store.secrets().put("acme-key", Secret.of("new ệ"), NOON);

        assertThat(store.secrets().find("acme-key")).map(Secret::reveal).contains("new ệ");
    }

    @Test
    void removes_a_secret_once() {
        store.secrets().put("acme-key", Secret.of("old"), NOON);

        assertThat(store.secrets().remove("acme-key")).isTrue();
        assertThat(store.secrets().remove("acme-key")).isFalse();
        assertThat(store.secrets().find("acme-key")).isEmpty();
    }

    @Test
    void lists_names_and_when_they_were_set() {
        store.secrets().put("b", Secret.of("1"), NOON);
        store.secrets().put("a", Secret.of("2"), NOON);
        store.secrets().put("b", Secret.of("3"), NOON.plusSeconds(1));

        assertThat(store.secrets().list()).containsExactly(new Known("a", NOON), new Known("b", NOON.plusSeconds(1)));
    }
}
