package org.patchbay.server.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import org.patchbay.server.cli.demo.Ledger.Entry;
import org.patchbay.server.cli.demo.Ledger.Verdict;
import org.patchbay.server.cli.demo.Partner.Answer;

/** A pretend partner that listens on this machine only. */
final class Loopback implements AutoCloseable {
    private final HttpServer server;
    private final Partner partner;
    private final Ledger ledger;

    private Loopback(HttpServer server, Partner partner, Ledger ledger) {
        this.server = server;
        this.partner = partner;
        this.ledger = ledger;
    }

    /** Listens on that port; 0 takes any free one. */
    static Loopback open(Partner partner, Ledger ledger, int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
            var loopback = new Loopback(server, partner, ledger);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", loopback::handle);
            server.start();
            return loopback;
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " for the pretend " + partner.name() + " is taken", taken);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var received = Received.of(exchange);
            write(exchange, judge(received));
        }
    }

    private Answer judge(Received received) {
        try {
            var answer = partner.answer(received);
            ledger.add(new Entry(partner.name(), received.line(), Verdict.ACCEPTED, answer.noticed()));
            return answer;
        } catch (Rejection rejection) {
            ledger.add(new Entry(partner.name(), received.line(), Verdict.REFUSED, rejection.sentence()));
            return partner.refusal(received, rejection);
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        if (answer.body().isMissingNode()) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        var bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
