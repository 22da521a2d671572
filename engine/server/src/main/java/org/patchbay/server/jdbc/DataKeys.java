package org.patchbay.server.jdbc;

import java.util.Optional;
import javax.crypto.SecretKey;

/** The keys of owners: each integrator's own, and one of the installation, whose owner is empty. Thread-safe. */
interface DataKeys {
    /** The key of that owner, made when there is none. Not to be asked by the thread that writes. */
    SecretKey of(String owner);

    /** The key of that owner, if it has one. */
    Optional<SecretKey> known(String owner);
}
