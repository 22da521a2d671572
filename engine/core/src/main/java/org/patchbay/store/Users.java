package org.patchbay.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** People who administer the installation. */
public interface Users {
    /** The user of that name. */
    Optional<User> find(String name);

    /** Keeps a user; one with the same name is replaced. */
    void put(User user);

    /** Removes a user; false when there was none. */
    boolean remove(String name);

    /** All of them, by name. */
    List<User> list();

    /**
     * A person.
     *
     * @param password as it is kept: never the password itself
     * @param stamp changes whenever what the person has been given counts no more
     */
    record User(String name, String role, String password, String stamp, Instant createdAt) {}
}
