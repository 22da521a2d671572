package org.patchbay.server.jdbc;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The two keys of a store, which the master key seals (decision 0051).
 *
 * @param wrapping seals the keys of owners
 * @param marking makes marks; in a store that an older version made, also what it sealed opens under it
 */
record StoreKeys(SecretKey wrapping, SecretKey marking) {
    private static final byte HOW = 2;
    /** An older version sealed a known text here, and everything else under the master key itself. */
    private static final byte BEFORE = 1;

    private static final byte[] PLACE = Vault.Place.of("vault_check", "", "").bytes();

    static StoreKeys fresh() {
        return new StoreKeys(Aes.freshKey(), Aes.freshKey());
    }

    byte[] sealed(SecretKey master) {
        var both = ByteBuffer.allocate(2 * Aes.KEY_BYTES)
                .put(wrapping.getEncoded())
                .put(marking.getEncoded())
                .array();
        return Aes.seal(master, HOW, PLACE, both);
    }

    /** The keys that the master key opens; empty when it is another one. */
    static Optional<StoreKeys> open(SecretKey master, byte[] sealed) {
        return Aes.open(master, PLACE, sealed)
                .map(bytes -> isOld(sealed)
                        ? new StoreKeys(Aes.freshKey(), master)
                        : new StoreKeys(
                                Aes.key(Arrays.copyOf(bytes, Aes.KEY_BYTES)),
                                Aes.key(Arrays.copyOfRange(bytes, Aes.KEY_BYTES, 2 * Aes.KEY_BYTES))));
    }

    /** True for what an older version left: there are no keys in it yet. */
    static boolean isOld(byte[] sealed) {
        return Aes.how(sealed).equals(Optional.of(BEFORE));
    }
}
