package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.store.Keys;
import org.patchbay.store.Store;
import org.patchbay.store.Users;
import org.patchbay.store.Users.User;

/**
 * Those who give addresses away that open something, by the names under which what they do is written down: keys and people. What bears
 * the mark of one opens until the key is revoked or replaced, or the person removed or given another password or role (decision 0122).
 */
public final class Authors {
    private static final String PERSON = "user:";
    private static final int ENOUGH = 16;

    private final Keys keys;
    private final Users users;

    /** Those whom that store knows. */
    public Authors(Store store) {
        this.keys = store.keys();
        this.users = store.users();
    }

    /** The name of a person; a key has its id. */
    public static String person(String user) {
        return PERSON + user;
    }

    /** What is put on that which this author gives away. */
    public String mark(String author) {
        return author + "." + stamp(author).orElse("");
    }

    /** Whether what bears that mark still opens. */
    public boolean stands(String mark) {
        var cut = mark.lastIndexOf('.');
        return cut > 0 && stamp(mark.substring(0, cut)).equals(Optional.of(mark.substring(cut + 1)));
    }

    private Optional<String> stamp(String author) {
        return author.startsWith(PERSON)
                ? users.find(author.substring(PERSON.length())).map(User::stamp)
                : keys.withId(author).map(key -> key.hash().substring(0, ENOUGH));
    }
}
