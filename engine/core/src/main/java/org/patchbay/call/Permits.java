package org.patchbay.call;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Reply;
import org.patchbay.spi.TransportFailure;

/**
 * How many requests to one partner may be under way at the same time, whoever sends them: a partner that hangs and that many have leaves
 * room for those of others. Nobody waits for a permit. Shared by all revisions; thread-safe.
 */
public final class Permits {
    private static final int MOST = 5_000;
    private static final int LEAST = 32;
    /** Half of the requests that there is memory for, each with what it may need at the worst (decision 0073). */
    private static final long NEED = 512 << 10;

    private final int most;
    private final ConcurrentMap<Origin, Integer> underWay = new ConcurrentHashMap<>();

    Permits(int most) {
        this.most = most;
    }

    /** As many as the memory of this process has room for. */
    public static Permits ofMemory() {
        return new Permits(Math.clamp(Runtime.getRuntime().maxMemory() / NEED, LEAST, MOST));
    }

    /** Sends a request, unless too many are under way to where it goes; then nothing is sent. */
    Reply under(Origin origin, Supplier<Reply> send) {
        var now = underWay.merge(origin, 1, Integer::sum);
        try {
            if (now > most) {
                throw new TransportFailure(
                        TransportFailure.Kind.CROWDED,
                        "nothing was sent to '" + origin + "': it has not answered " + most + " requests yet");
            }
            return send.get();
        } finally {
            underWay.computeIfPresent(origin, (_, left) -> left == 1 ? null : left - 1);
        }
    }
}
