package org.patchbay.server.outbound;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.patchbay.call.Bulk;
import org.patchbay.definition.Size;
import org.patchbay.spi.AddressGuard;
import org.patchbay.spi.Transport;
import org.patchbay.spi.Transports;

/**
 * Makes transports on Micronaut's HTTP client. Connections belong to one guard: when it changes, new ones are opened, and the old ones end
 * with the calls on them or when they have been idle.
 */
public final class MicronautTransports implements Transports, AutoCloseable {
    private static final long MINUTES_TO_FINISH = 10;

    private final EventLoops loops;
    private final String userAgent;
    private final Names names;
    private final Bulk bulk = Bulk.ofMemory();
    private @Nullable Guarded last;

    /** Transports on these event loops, which present themselves as {@code Patchbay/<version>}. */
    public MicronautTransports(EventLoops loops, String version) {
        this(loops, version, Names.SYSTEM);
    }

    MicronautTransports(EventLoops loops, String version, Names names) {
        this.loops = loops;
        this.userAgent = "Patchbay/" + version;
        this.names = names;
    }

    @Override
    public synchronized Transport guarded(AddressGuard guard, Size largestReply) {
        var largest = Math.toIntExact(largestReply.bytes());
        if (last == null || last.largest != largest || !last.guard.equals(guard)) {
            close();
            last = new Guarded(guard, largest);
        }
        return last.transport;
    }

    /** Lets go of the connections; calls under way may still end. */
    @Override
    public synchronized void close() {
        if (last != null) {
            last.retire();
            last = null;
        }
    }

    private final class Guarded {
        private final AddressGuard guard;
        private final int largest;
        private final Transport transport = new MicronautTransport(this::client, bulk);
        private volatile Client client;

        Guarded(AddressGuard guard, int largest) {
            this.guard = guard;
            this.largest = largest;
            this.client = open();
        }

        private Client client() {
            return client.isFull() ? renewed() : client;
        }

        private synchronized Client renewed() {
            if (client.isFull()) {
                retire();
                client = open();
            }
            return client;
        }

        private Client open() {
            return new Client(loops, new GuardedResolvers(guard, names), largest, userAgent);
        }

        private void retire() {
            if (!loops.group().isShuttingDown()) {
                var _ = loops.group().schedule(client::close, MINUTES_TO_FINISH, TimeUnit.MINUTES);
            }
        }
    }
}
