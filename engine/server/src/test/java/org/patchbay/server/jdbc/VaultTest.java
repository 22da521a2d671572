package org.patchbay.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;
import org.patchbay.server.jdbc.Vault.Place;
import org.patchbay.store.StoreUnavailable;

class VaultTest {
    private static final Place PLACE = Place.of("secret", "acme-key");
    private static final byte[] PLAIN = "xin chào".getBytes(StandardCharsets.UTF_8);

    private static final int NONCES = Boolean.getBoolean("patchbay.long") ? 10_000_000 : 200_000;

    private final Vault vault = vault(0);

    /**
     * Made with AESGCM of Python's cryptography 48.0.0: key 00 01 … 1f, nonce 64 65 … 6f, associated data {@code 6|secret8|acme-key}.
     */
    @Test
    void opens_what_an_older_version_and_another_implementation_sealed() {
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
    void does_not_open_at_any_of_more_than_a_thousand_other_places() {
        var sealed = new HashMap<Place, byte[]>();
        IntStream.range(0, 40).forEach(number -> {
            var place = Place.of("field", "acme", "field" + number % 8).ownedBy("integrator" + number / 8);
            sealed.put(place, vault.seal(place, PLAIN));
        });

        var moves = 0;
        for (var from : sealed.keySet()) {
            for (var to : sealed.keySet()) {
                if (!from.equals(to)) {
                    assertThatThrownBy(() -> vault.open(to, sealed.get(from))).isInstanceOf(StoreUnavailable.class);
                    moves++;
                }
            }
        }

        assertThat(moves).isEqualTo(1_560);
        sealed.forEach((place, bytes) -> assertThat(vault.open(place, bytes)).isEqualTo(PLAIN));
    }

    @Test
    void another_owner_has_another_key() {
        var place = Place.of("field", "acme", "key");

        assertThatThrownBy(() -> vault.open(place.ownedBy("other"), vault.seal(place.ownedBy("acme"), PLAIN)))
                .isInstanceOf(StoreUnavailable.class);
    }

    /** 96 random bits: the first 64 of so few would not meet either, but for once in 300,000 runs of the long one. */
    @Test
    void never_uses_a_nonce_twice() {
        var nonces = new long[NONCES];
        for (var number = 0; number < NONCES; number++) {
            nonces[number] = ByteBuffer.wrap(vault.seal(PLACE, PLAIN), 1, 8).getLong();
        }

        Arrays.sort(nonces);

        assertThat(IntStream.range(1, NONCES).filter(number -> nonces[number] == nonces[number - 1]))
                .isEmpty();
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
        var bytes = new byte[32];
        IntStream.range(0, 32).forEach(index -> bytes[index] = (byte) (first + index));
        return new Vault(new StoreKeys(Aes.freshKey(), Aes.key(bytes)), new MemoryKeys());
    }

    /** Keys of owners, in memory. */
    private static final class MemoryKeys implements DataKeys {
        private final Map<String, SecretKey> keys = new HashMap<>();

        @Override
        public SecretKey of(String owner) {
            return keys.computeIfAbsent(owner, _ -> Aes.freshKey());
        }

        @Override
        public Optional<SecretKey> known(String owner) {
            return Optional.ofNullable(keys.get(owner));
        }
    }
}
