package org.patchbay.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;

/** What a partner does with a request. All that answer tell everything they were told. */
enum TalkativePartner {
    ANSWERS(request -> echo(200, request)),
    REFUSES(request -> echo(401, request)),
    FORBIDS(request -> echo(403, request)),
    FAILS(request -> echo(500, request)),
    REJECTS(request -> echo(422, request)),
    IS_BUSY(request -> echo(429, request)),
    SENDS_BROKEN_JSON(request -> new Reply(
            200,
            List.of(new Pair("Content-Type", "application/json")),
            ("{\"a\": " + told(request)).getBytes(StandardCharsets.UTF_8))),
    SENDS_A_LONG_PAGE(request -> new Reply(
            400,
            List.of(new Pair("Content-Type", "text/html")),
            ("x".repeat(16 * 1024 - 300) + told(request) + "y".repeat(20_000)).getBytes(StandardCharsets.UTF_8))),
    REDIRECTS(request ->
            new Reply(302, List.of(new Pair("Location", "https://elsewhere.test" + request.target())), new byte[0])),
    IS_SLOW(request -> {
        throw new TransportFailure(TransportFailure.Kind.TIMEOUT, "no answer within 10 s");
    }),
    IS_AWAY(request -> {
        throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "connection refused");
    }),
    HAS_ANOTHER_CERTIFICATE(request -> {
        throw new TransportFailure(TransportFailure.Kind.NOT_SENT, "TLS: no name matching crm.test found");
    }),
    BREAKS_OFF(request -> {
        throw new TransportFailure(TransportFailure.Kind.BROKEN, "connection reset");
    }),
    HAS_A_FAULT(request -> {
        throw new IllegalStateException("a fault of our own");
    });

    private final Function<Request, Reply> manner;

    TalkativePartner(Function<Request, Reply> manner) {
        this.manner = manner;
    }

    Reply answer(Request request) {
        return manner.apply(request);
    }

    private static String told(Request request) {
        return "You sent " + request.method() + " " + request.url() + " " + request.headers() + " "
                + new String(request.body(), StandardCharsets.UTF_8);
    }

    static Reply echo(int status, Request request) {
        var told = told(request).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return new Reply(
                status,
                List.of(
                        new Pair("Content-Type", "application/json"),
                        new Pair("Date", "Fri, 02 Jan 2026 03:04:05 GMT"),
                        new Pair("X-Debug", told(request).replace("\n", " "))),
                ("{\"message\":\"" + told + "\",\"id\":7}").getBytes(StandardCharsets.UTF_8));
    }
}
