package org.patchbay.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.patchbay.store.Integrators;
import org.patchbay.store.Secrets;
import org.patchbay.store.Store;

/** What this process has heard of what is written into the store, by itself and by others. Not thread-safe. */
final class Heard {
    /** Numbers of changes are given before they are kept, so that a smaller one may come to light later. */
    private static final int OVERLAP = 256;

    private final Store store;
    private final Map<String, Long> last = new HashMap<>();
    private List<Secrets.Known> secrets = List.of();
    private long number;

    Heard(Store store) {
        this.store = store;
    }

    /** Integrators of which something was written since this was asked before. */
    List<String> integrators() {
        Integrators.Changes changes = store.integrators().changes(Math.max(0, number - OVERLAP));
        number = Math.max(number, changes.number());
        var heard = new ArrayList<String>();
        changes.names().forEach((name, change) -> {
            if (!change.equals(last.put(name, change))) {
                heard.add(name);
            }
        });
        return heard;
    }

    /** True when a secret that documents may name was set or removed since this was asked before. */
    boolean isOfSecrets() {
        var before = secrets;
        secrets = store.secrets().list();
        return !secrets.equals(before);
    }

    /** These secrets were read, whether somebody has asked for them or not. */
    void of(List<Secrets.Known> read) {
        secrets = read;
    }

    /** All that was written so far will be read anyway. */
    void everything() {
        var _ = integrators();
        var _ = isOfSecrets();
    }
}
