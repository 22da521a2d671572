package org.patchbay.server.outbound;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.Assertions;
import org.patchbay.call.EgressPolicy;
import org.patchbay.definition.At;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Method;
import org.patchbay.definition.Problems;
import org.patchbay.definition.Size;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure;

/** The transport under test, and short ways to send with it. */
final class Outbound {
    static final EventLoops LOOPS = EventLoops.ofOwn(2);
    static final Size MEBIBYTE = new Size(1 << 20);
    static final EgressPolicy THIS_MACHINE = policy(List.of("127.0.0.0/8", "::1"), List.of("*"));

    private Outbound() {}

    static EgressPolicy policy(List<String> allowPrivate, List<String> allowHttp) {
        return EgressPolicy.of(new Egress(At.NOWHERE, allowPrivate, allowHttp, List.of(), List.of()), new Problems());
    }

    static Transport transport() {
        return new MicronautTransports(LOOPS, "1.2.3").guarded(THIS_MACHINE, MEBIBYTE);
    }

    static Request get(String url) {
        return request(Method.GET, url, "");
    }

    static Request post(String url, String body) {
        return request(Method.POST, url, body);
    }

    static Request request(Method method, String url, String body, Pair... headers) {
        var end = url.indexOf('/', 8);
        var origin = Origin.of(URI.create(end < 0 ? url : url.substring(0, end)));
        return new Request(
                method,
                origin,
                end < 0 ? "/" : url.substring(end),
                List.of(headers),
                body.getBytes(StandardCharsets.UTF_8));
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(20));
    }

    static Deadline in(int milliseconds) {
        return Deadline.in(Duration.ofMillis(milliseconds));
    }

    static TransportFailure failure(Transport transport, Request request, Deadline deadline) {
        return Assertions.catchThrowableOfType(TransportFailure.class, () -> transport.send(request, deadline));
    }

    /** Sends on a virtual thread, as the engine does. */
    static CompletableFuture<Reply> sending(Transport transport, Request request, Deadline deadline) {
        var reply = new CompletableFuture<Reply>();
        Thread.ofVirtual().start(() -> {
            try {
                reply.complete(transport.send(request, deadline));
            } catch (RuntimeException failed) {
                reply.completeExceptionally(failed);
            }
        });
        return reply;
    }

    static TransportFailure failure(CompletableFuture<Reply> reply) throws InterruptedException {
        try {
            throw new AssertionError("answered " + reply.get().status());
        } catch (ExecutionException failed) {
            return (TransportFailure) failed.getCause();
        }
    }
}
