package org.patchbay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.store.Samples.NOON;
import static org.patchbay.store.Samples.object;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Secret;
import org.patchbay.definition.SecretNode;
import org.patchbay.store.Tokens.Token;

/** What every keeper of tokens does. */
public abstract class TokensContract extends StoreContract {
    @Test
    void finds_no_token_under_an_unknown_key() {
        assertThat(store.tokens().find("key")).isEmpty();
    }

    @Test
    void finds_a_token_with_everything_in_it() {
        var results = object("instance", "https://eu.test");
        results.set("session", SecretNode.of("s3cret"));

        store.tokens()
                .keep(
                        "key",
                        new Token(
                                4,
                                Secret.of("access"),
                                Optional.of(Secret.of("refresh")),
                                results,
                                NOON,
                                Optional.of(NOON.plusSeconds(3600))));

        var found = store.tokens().find("key").orElseThrow();
        assertThat(found.version()).isEqualTo(4);
        assertThat(found.value().reveal()).isEqualTo("access");
        assertThat(found.refreshToken().map(Secret::reveal)).contains("refresh");
        assertThat(found.results().path("instance").asText()).isEqualTo("https://eu.test");
        assertThat(SecretNode.reveal(found.results().path("session")).asText()).isEqualTo("s3cret");
        assertThat(found.obtainedAt()).isEqualTo(NOON);
        assertThat(found.expiresAt()).contains(NOON.plusSeconds(3600));
    }

    @Test
    void keeps_what_is_absent_absent() {
        store.tokens().keep("key", token(1));

        var found = store.tokens().find("key").orElseThrow();
        assertThat(found.refreshToken()).isEmpty();
        assertThat(found.expiresAt()).isEmpty();
    }

    @Test
    void keeps_the_newer_token_in_place_of_the_older() {
        store.tokens().keep("key", token(1));
        store.tokens().find("key");

        store.tokens().keep("key", token(2));

        assertThat(store.tokens().find("key")).map(Token::version).contains(2L);
    }

    @Test
    void forgets_a_token_only_in_the_version_that_was_refused() {
        store.tokens().keep("key", token(2));

        store.tokens().forget("key", 1);
        assertThat(store.tokens().find("key")).isPresent();

        store.tokens().forget("key", 2);
        assertThat(store.tokens().find("key")).isEmpty();
    }

    @Test
    void forgets_all_tokens_of_an_owner_and_nobody_elses() {
        store.tokens().keep("acme/1", token(1));
        store.tokens().keep("acme/2", token(2));
        store.tokens().keep("acme-b/1", token(3));

        store.tokens().forgetOf("acme");

        assertThat(store.tokens().find("acme/1")).isEmpty();
        assertThat(store.tokens().find("acme/2")).isEmpty();
        assertThat(store.tokens().find("acme-b/1")).isPresent();
    }

    private static Token token(long version) {
        return new Token(
                version, Secret.of("access" + version), Optional.empty(), object("a", "b"), NOON, Optional.empty());
    }
}
