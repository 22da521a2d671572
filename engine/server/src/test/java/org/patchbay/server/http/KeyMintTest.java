package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.patchbay.store.Keys.Kind;

class KeyMintTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void a_key_says_what_it_is_by_its_first_letters() {
        assertThat(KeyMint.publishable("CC-1", List.of("https://a.example"), NOW)
                        .text())
                .matches("pk_[0-9A-Za-z]{32}");
        assertThat(KeyMint.secret(Optional.empty(), NOW).text()).matches("sk_[0-9A-Za-z]{32}");
        assertThat(KeyMint.admin(Role.VIEWER, Optional.empty(), NOW).text()).matches("ak_[0-9A-Za-z]{32}");
    }

    @Test
    void what_is_kept_is_the_hash_and_not_the_key() {
        var minted = KeyMint.admin(Role.EDITOR, Optional.of("CC-1"), NOW);

        assertThat(minted.key().hash()).isEqualTo(KeyMint.hash(minted.text()));
        assertThat(minted.key().toString()).doesNotContain(minted.text());
        assertThat(minted.key().kind()).isEqualTo(Kind.AK);
        assertThat(minted.key().role()).contains("editor");
    }

    /** printf %s abc | sha256sum; also FIPS 180-2, appendix B.1. */
    @Test
    void the_hash_is_sha_256_in_lower_case_hex() {
        assertThat(KeyMint.hash("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
