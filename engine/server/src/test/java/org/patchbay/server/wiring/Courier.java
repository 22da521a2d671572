package org.patchbay.server.wiring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure;

/** Brings requests to a {@link Counterpart}, a line each: who asks, for what, under which key. Thread-safe. */
final class Courier implements Transport {
    static final Reply CREATED = reply(201);

    private final ConcurrentLinkedDeque<Line> idle = new ConcurrentLinkedDeque<>();
    private final int port;
    private final int life;

    Courier(int port, int life) {
        this.port = port;
        this.life = life;
    }

    private record Line(Socket socket, BufferedReader in) {
        static Line to(int port) throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            return new Line(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
        }

        Optional<String> ask(String question) throws IOException {
            socket.getOutputStream().write((question + "\n").getBytes(StandardCharsets.UTF_8));
            return Optional.ofNullable(in.readLine());
        }
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        try {
            var known = idle.pollFirst();
            var line = known == null ? Line.to(port) : known;
            var key = request.header("Idempotency-Key").orElse("none");
            var answer = line.ask(life + " " + request.target() + " " + key);
            if (answer.isPresent()) {
                idle.addFirst(line);
                return reply(Integer.parseInt(answer.get()));
            }
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the partner hung up");
        } catch (IOException broken) {
            throw new TransportFailure(TransportFailure.Kind.BROKEN, "the connection broke");
        }
    }

    private static Reply reply(int status) {
        return new Reply(status, List.of(new Pair("Content-Type", "application/json")), new byte[] {'{', '}'});
    }
}
