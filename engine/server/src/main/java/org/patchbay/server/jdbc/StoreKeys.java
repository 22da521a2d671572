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
    private static final byte HOW = 3;
    /** Before the head of the trail of changes was sealed. */
    private static final byte UNSEALED_HEAD = 2;
    /** An older version sealed a known text here, and everything else under the master key itself. */
    private static final byte BEFORE = 1;

    private static final Vault.Place PLACE = Vault.Place.of("vault_check", "", "");
    private static final Vault.Place PLACE_NOW = Vault.Place.of("vault_check", "", String.valueOf(HOW));

    static StoreKeys fresh() {
        return new StoreKeys(Aes.freshKey(), Aes.freshKey());
    }

    byte[] sealed(SecretKey master) {
        return Aes.seal(master, HOW, PLACE_NOW.bytes(), bytes());
    }

    /** The same in a store where the head of the trail of changes is still to be sealed. */
    byte[] sealedBeforeTheHead(SecretKey master) {
        return Aes.seal(master, UNSEALED_HEAD, PLACE.bytes(), bytes());
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(2 * Aes.KEY_BYTES)
                .put(wrapping.getEncoded())
                .put(marking.getEncoded())
                .array();
    }

    Marks marks() {
        return new Marks(marking);
    }

    /** The keys that the master key opens; empty when it is another one, or when they pretend to be of another version. */
    static Optional<StoreKeys> open(SecretKey master, byte[] sealed) {
        var how = Aes.how(sealed).orElse((byte) 0);
        return Aes.open(master, (how == HOW ? PLACE_NOW : PLACE).bytes(), sealed)
                .map(bytes -> how == BEFORE
                        ? new StoreKeys(Aes.freshKey(), master)
                        : new StoreKeys(
                                Aes.key(Arrays.copyOf(bytes, Aes.KEY_BYTES)),
                                Aes.key(Arrays.copyOfRange(bytes, Aes.KEY_BYTES, 2 * Aes.KEY_BYTES))));
    }

    /** True for what an older version left: it has no keys in it yet, or the head of the trail was never sealed with them. */
    static boolean isOld(byte[] sealed) {
        return !Aes.how(sealed).equals(Optional.of(HOW));
    }
}
