package org.patchbay.store.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.store.Principals;

/** Outside identities of this process. */
final class MemoryPrincipals implements Principals {
    private final Map<String, Principal> principals = new ConcurrentHashMap<>();

    @Override
    public List<Principal> list(String callCentre) {
        return principals.values().stream()
                .filter(principal -> principal.callCentre().equals(callCentre))
                .sorted(Comparator.comparing(Principal::madeAt).thenComparing(Principal::id))
                .toList();
    }

    @Override
    public Optional<Principal> find(String id) {
        return Optional.ofNullable(principals.get(id));
    }

    @Override
    public void keep(Principal principal) {
        principals.put(principal.id(), principal);
    }

    @Override
    public boolean remove(String id) {
        return principals.remove(id) != null;
    }
}
