package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.StoreUnavailable;

class VaultTest {
    private static final Place PLACE = Place.of("secret", "acme-key");
    private static final byte[] PLAIN = "xin chào".getBytes(StandardCharsets.UTF_8);

    private final Vault vault = vault(0);

    /**
     * Made with AESGCM of Python's cryptography 48.0.0: key 00 01 … 1f, nonce 64 65 … 6f, associated data {@code 6|secret8|acme-key}.
     */
    @Test
    void opens_what_another_implementation_sealed() {
        var sealed =
                HexFormat.of().parseHex("016465666768696a6b6c6d6e6f3072b0461a81953e5124ef6be23abe9176ad117985a2d0341d");

        assertThat(vault.open(PLACE, sealed)).isEqualTo(PLAIN);
    }

    @Test
    void seals_the_same_text_differently_each_time() {
        var sealed = IntStream.range(0, 100)
                .mapToObj(_ -> HexFormat.of().formatHex(vault.seal(PLACE, PLAIN)))
                .distinct();

        assertThat(sealed).hasSize(100);
    }

    @Test
    void does_not_open_what_was_moved() {
        var sealed = vault.seal(Place.of("field", "ab", "c"), PLAIN);

        for (var elsewhere : List.of(
                Place.of("field", "a", "bc"),
                Place.of("field", "ab", "d"),
                Place.of("secret", "ab", "c"),
                Place.of("field", "ab", "c", ""))) {
            assertThatThrownBy(() -> vault.open(elsewhere, sealed)).isInstanceOf(StoreUnavailable.class);
        }
        assertThat(vault.open(Place.of("field", "ab", "c"), sealed)).isEqualTo(PLAIN);
    }

    @Test
    void does_not_open_when_any_bit_is_different() {
        var sealed = vault.seal(PLACE, PLAIN);

        for (var bit = 0; bit < sealed.length * 8; bit++) {
            var changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> vault.open(PLACE, changed)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void does_not_open_what_was_cut() {
        var sealed = vault.seal(PLACE, PLAIN);

        for (var length = 0; length < sealed.length; length++) {
            var cut = java.util.Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> vault.open(PLACE, cut)).isInstanceOf(StoreUnavailable.class);
        }
    }

    @Test
    void does_not_open_under_another_key() {
        var sealed = vault.seal(PLACE, PLAIN);

        assertThatThrownBy(() -> vault(1).open(PLACE, sealed))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("sealed under another key");
    }

    private static Vault vault(int first) {
        var key = new byte[32];
        IntStream.range(0, 32).forEach(index -> key[index] = (byte) (first + index));
        return new Vault(new SecretKeySpec(key, "AES"));
    }
}
