package org.patchbay.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.patchbay.server.wiring.KilledStore.Told;

/** What the kills came to for all stores of one kind. */
record KilledStores(String kind, List<KilledStore> stores) {
    /** Nothing is lost, and many kills fell when there was something to lose: how many depends on how fast the machine is. */
    void compare() {
        var told = stores.stream().map(KilledStore::told).reduce(Told.NOTHING, Told::and);
        System.out.println("MEASURED " + kind + ": " + told);
        stores.forEach(KilledStore::compare);
        assertThat(told.unfinished())
                .as("kills at which something was accepted and not done")
                .isGreaterThanOrEqualTo(told.kills() / 4);
        assertThat(told.repeated()).as("kills that hit something on its way").isGreaterThanOrEqualTo(told.kills() / 20);
    }
}
