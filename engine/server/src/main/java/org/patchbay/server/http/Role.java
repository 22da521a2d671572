package org.patchbay.server.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an admin key may do; each role may do all that those before it may. */
public enum Role {
    /** Reads everything but secrets. */
    VIEWER,
    /** Changes documents and integrators, fires, replays, reloads. */
    EDITOR,
    /** Publishes and deprecates templates. */
    PUBLISHER,
    /** Keys, users, secrets, limits. */
    OWNER;

    /** The role as it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    /** True when this role includes the other. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
