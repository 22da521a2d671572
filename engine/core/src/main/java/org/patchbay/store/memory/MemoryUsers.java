package org.patchbay.store.memory;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.patchbay.store.Users;

/** Users of this process. */
final class MemoryUsers implements Users {
    private final NavigableMap<String, User> users = new ConcurrentSkipListMap<>();

    @Override
    public Optional<User> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    @Override
    public void put(User user) {
        users.put(user.name(), user);
    }

    @Override
    public boolean remove(String name) {
        return users.remove(name) != null;
    }

    @Override
    public List<User> list() {
        return List.copyOf(users.values());
    }
}
