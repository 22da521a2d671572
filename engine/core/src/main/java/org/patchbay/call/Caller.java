package org.patchbay.call;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure;

/**
 * Sends requests where the policy of one revision lets them go. Follows redirects within their origin, never beyond it. Thread-safe.
 * The transport has to be guarded by the same policy, because only it knows the addresses that hosts stand for.
 */
public final class Caller {
    private static final int REDIRECTS = 5;
    private static final int REMEMBERED = 10_000;

    private final EgressPolicy policy;
    private final Transport transport;
    private final Permits permits;
    private final Set<Origin> allowed = ConcurrentHashMap.newKeySet();

    /** Sends there, with permits of its own. */
    public Caller(EgressPolicy policy, Transport transport) {
        this(policy, transport, Permits.ofMemory());
    }

    /** Sends there, as far as the permits let it. */
    public Caller(EgressPolicy policy, Transport transport, Permits permits) {
        this.policy = policy;
        this.transport = transport;
        this.permits = permits;
    }

    /**
     * Sends a request and brings the reply, whatever its status; a redirect that is not followed is the reply.
     *
     * @throws TransportFailure when no complete reply came before the deadline, or nothing may be sent
     */
    public Reply send(Request request, Deadline deadline) {
        check(request);
        return permits.under(request.origin(), () -> follow(request, deadline));
    }

    /** Redirects stay within their origin, so that one permit is enough. */
    private Reply follow(Request request, Deadline deadline) {
        var at = request;
        var reply = transport.send(at, deadline);
        for (int hop = 0; hop < REDIRECTS; hop++) {
            var next = Redirect.of(at, reply);
            if (next.isEmpty()) {
                break;
            }
            at = next.get();
            reply = transport.send(at, deadline);
        }
        return reply;
    }

    private void check(Request request) {
        if (!allowed.contains(request.origin())) {
            policy.refuses(request.origin()).ifPresent(Caller::block);
            remember(request.origin());
        }
        Sendable.refuses(request)
                .ifPresent(reason -> block("nothing was sent to '" + request.origin() + "': " + reason));
    }

    private void remember(Origin origin) {
        if (allowed.size() >= REMEMBERED) {
            allowed.clear();
        }
        allowed.add(origin);
    }

    private static void block(String reason) {
        throw new TransportFailure(TransportFailure.Kind.BLOCKED, reason);
    }
}
