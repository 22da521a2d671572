package org.patchbay.server.cli;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.patchbay.server.http.KeyMint;
import org.patchbay.server.http.KeyMint.Minted;
import org.patchbay.server.http.Role;
import org.patchbay.store.Keys.Key;
import org.patchbay.store.Keys.Kind;

/** What a key shall be good for. */
record KeyOrder(Kind kind, Optional<String> callCentre, Optional<Role> role, List<String> origins) {
    KeyOrder {
        origins = List.copyOf(origins);
    }

    /** What a key that exists is good for. */
    static KeyOrder of(Key key) {
        return new KeyOrder(key.kind(), key.callCentre(), key.role().flatMap(Role::of), key.origins());
    }

    /** The kind as keys begin with it. */
    String prefix() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    Minted mint(Instant now) {
        return switch (kind) {
            case PK -> KeyMint.publishable(callCentre.orElseThrow(), origins, now);
            case SK -> KeyMint.secret(callCentre, now);
            case AK -> KeyMint.admin(role.orElseThrow(), callCentre, now);
        };
    }
}
