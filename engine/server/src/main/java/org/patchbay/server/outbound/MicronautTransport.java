package org.patchbay.server.outbound;

import java.util.function.Supplier;
import org.patchbay.call.Bulk;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure;
import org.patchbay.spi.TransportFailure.Kind;

/** Sends requests on Micronaut's HTTP client. Thread-safe; to be called on virtual threads, never on an event loop. */
final class MicronautTransport implements Transport {
    private static final int ATTEMPTS = 3;

    private final Supplier<Client> clients;
    private final Bulk bulk;

    MicronautTransport(Supplier<Client> clients, Bulk bulk) {
        this.clients = clients;
        this.bulk = bulk;
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        for (int attempt = 1; ; attempt++) {
            switch (attempt(request, deadline)) {
                case End.Answered(var reply) -> {
                    return reply;
                }
                case End.Failed failed -> {
                    if (attempt == ATTEMPTS || !repeats(failed.again(), request, attempt) || deadline.passed()) {
                        throw failure(failed, request);
                    }
                }
            }
        }
    }

    private End attempt(Request request, Deadline deadline) {
        try (var claim = new Claim(bulk, request.origin().toString())) {
            var call = new Call(request, deadline, claim);
            clients.get().start(call);
            return call.await();
        } catch (IllegalArgumentException _) {
            return End.Failed.of(Kind.BLOCKED, "the request cannot be written as it is");
        }
    }

    private static boolean repeats(End.Again again, Request request, int attempt) {
        return switch (again) {
            case NEVER -> false;
            case IF_IDEMPOTENT -> request.method().isIdempotent() && attempt == 1;
            case ALWAYS -> true;
        };
    }

    private static TransportFailure failure(End.Failed failed, Request request) {
        var what = failed.kind() == Kind.BLOCKED ? "nothing was sent to" : "no reply from";
        return new TransportFailure(failed.kind(), what + " '" + request.origin() + "': " + failed.reason());
    }
}
