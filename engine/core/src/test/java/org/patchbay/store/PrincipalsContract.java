package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.object;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Principals.Principal;

/** What every store of outside identities does. */
public abstract class PrincipalsContract extends StoreContract {
    private static Principal principal(String id, String callCentre) {
        return new Principal(id, callCentre, "git-done/git", "7", "an", Optional.of("u9"), object("login", "an"), NOON);
    }

    @Test
    void keeps_an_identity_as_it_was_given() {
        store.principals().keep(principal("a", "CC-1"));

        assertThat(store.principals().find("a")).contains(principal("a", "CC-1"));
        assertThat(store.principals().find("b")).isEmpty();
    }

    @Test
    void lists_those_of_a_call_centre() {
        store.principals().keep(principal("a", "CC-1"));
        store.principals().keep(principal("b", "CC-2"));

        assertThat(store.principals().list("CC-2")).containsExactly(principal("b", "CC-2"));
    }

    @Test
    void puts_what_is_known_now_in_place_of_what_was_known() {
        store.principals().keep(principal("a", "CC-1"));
        var renamed =
                new Principal("a", "CC-1", "git-done/git", "7", "ann", Optional.empty(), object("login", "ann"), NOON);

        store.principals().keep(renamed);

        assertThat(store.principals().list("CC-1")).containsExactly(renamed);
    }

    @Test
    void lets_go_of_an_identity_once() {
        store.principals().keep(principal("a", "CC-1"));

        assertThat(store.principals().remove("a")).isTrue();
        assertThat(store.principals().remove("a")).isFalse();
        assertThat(store.principals().find("a")).isEmpty();
    }
}
