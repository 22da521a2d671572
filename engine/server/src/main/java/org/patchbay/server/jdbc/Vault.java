package org.patchbay.server.jdbc;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.patchbay.store.StoreUnavailable;

/**
 * Seals and opens what must not be readable in the files of the store, under the key of its owner. What is sealed is bound to its place, so
 * that a value moved to another row does not open. Thread-safe.
 */
final class Vault {
    private static final byte BY_OWNER = 2;
    /** As an older version did it: under the key that now makes marks. */
    private static final byte BEFORE = 1;

    private final StoreKeys keys;
    private final DataKeys owners;

    /** A vault under these keys. */
    Vault(StoreKeys keys, DataKeys owners) {
        this.keys = keys;
        this.owners = owners;
    }

    /**
     * Where a sealed value stands.
     *
     * @param owner the integrator under whose key it is; empty for what belongs to no one of them
     * @param parts table, key of the row, and what else must not change
     */
    record Place(String owner, List<String> parts) {
        Place {
            parts = List.copyOf(parts);
        }

        /** The place in that table. */
        static Place of(String... parts) {
            return new Place("", List.of(parts));
        }

        /** The same place, as that integrator's. */
        Place ownedBy(String integrator) {
            return new Place(integrator, parts);
        }

        /** Lengths are written out, so that no two places look the same. */
        byte[] bytes() {
            var text = new StringBuilder();
            parts.forEach(part -> append(text, part));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private byte[] bytesWithOwner() {
            var text = new StringBuilder("v" + BY_OWNER + "|");
            append(text, owner);
            parts.forEach(part -> append(text, part));
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static void append(StringBuilder text, String part) {
            text.append(part.length()).append('|').append(part);
        }
    }

    /** Has the key of that place at hand from now on, so that the thread that writes may seal for it. */
    void prepare(Place place) {
        owners.of(place.owner());
    }

    /** Seals for that place. Not to be called by the thread that writes, unless the place was prepared. */
    byte[] seal(Place place, byte[] plain) {
        return Aes.seal(owners.of(place.owner()), BY_OWNER, place.bytesWithOwner(), plain);
    }

    /** Opens what was sealed for that place; refuses when a bit of it is different, or the key. */
    byte[] open(Place place, byte[] sealed) {
        var how = Aes.how(sealed).orElse((byte) 0);
        if (how != BY_OWNER && how != BEFORE) {
            throw new StoreUnavailable(
                    "a value of " + place.parts().getFirst() + " is not sealed as this version does it");
        }
        var opened = how == BEFORE
                ? Aes.open(keys.marking(), place.bytes(), sealed)
                : owners.known(place.owner()).flatMap(key -> Aes.open(key, place.bytesWithOwner(), sealed));
        return opened.orElseThrow(() -> new StoreUnavailable(
                "a value of " + place.parts().getFirst() + " was sealed under another key or changed since"));
    }

    /** The value sealed as this version does it; empty when it is already. */
    Optional<byte[]> resealed(Place place, byte[] sealed) {
        return Aes.how(sealed).equals(Optional.of(BEFORE))
                ? Optional.of(seal(place, open(place, sealed)))
                : Optional.empty();
    }

    /** Equal for equal texts at one place, and says nothing about the text to who has not the key. */
    byte[] mark(Place place, String text) {
        return marks().of(place, text);
    }

    Marks marks() {
        return keys.marks();
    }
}
