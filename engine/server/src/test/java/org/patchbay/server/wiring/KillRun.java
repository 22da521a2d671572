package org.patchbay.server.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Processes one after the other, each with an engine on every one of some stores, and each killed at a random moment under load. */
final class KillRun implements AutoCloseable {
    private static final int LONGEST = 20_000_000;
    /** One process of so many is killed while it opens its stores. */
    private static final int EARLY = 10;

    private final Random random;
    private final List<KilledStore> stores;
    private final Deque<Victim> standby = new ArrayDeque<>();
    private int life;

    KillRun(long seed, List<KilledStore> stores) {
        this.random = new Random(seed);
        this.stores = stores;
        standby.add(Victim.standby());
    }

    /** Kills so many, or fewer when something is lost before. */
    void kill(int kills) throws InterruptedException {
        for (var kill = 0; kill < kills && stores.stream().allMatch(KilledStore::isWhole); kill++) {
            try (var victim = go()) {
                if (random.nextInt(EARLY) > 0) {
                    victim.until(() -> stores.stream().allMatch(KilledStore::isUnderLoad));
                }
                LockSupport.parkNanos(random.nextInt(LONGEST));
                stores.forEach(KilledStore::aboutToBeKilled);
                victim.kill();
            }
            stores.forEach(KilledStore::killed);
        }
    }

    /** A last one does what is left. */
    void finish() throws InterruptedException {
        try (var victim = go()) {
            stores.forEach(store -> store.awaitDone(victim));
            victim.kill();
        }
    }

    /** The one that stands by takes over, and another one stands by. */
    private Victim go() {
        var victim = standby.remove();
        standby.add(Victim.standby());
        life++;
        var orders = stores.stream().map(store -> store.order(life)).toList();
        victim.go(
                orders,
                words -> stores.stream()
                        .filter(store -> store.name().equals(words.getFirst()))
                        .forEach(store -> store.hear(words.subList(1, words.size()))));
        return victim;
    }

    @Override
    public void close() {
        standby.forEach(Victim::close);
        stores.forEach(KilledStore::close);
    }
}
