package org.patchbay.server.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A partner on this machine that answers byte by byte as a script says. */
final class Partner implements AutoCloseable {
    /** What the partner does with one connection, from its first byte to its end. */
    @FunctionalInterface
    interface Script {
        void play(Conversation conversation) throws IOException;
    }

    private final ServerSocket server;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private Partner(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** Plays a script for every connection. */
    static Partner playing(Script script) {
        return at("127.0.0.1", 0, script);
    }

    /** Answers every request with the same bytes and keeps the connection. */
    static Partner answering(String reply) {
        return playing(conversation -> {
            while (conversation.hear()) {
                conversation.say(reply);
            }
        });
    }

    static Partner at(String address, int port, Script script) {
        try {
            return on(new ServerSocket(port, 300, InetAddress.ofLiteral(address)), script);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Partner on(ServerSocket server, Script script) {
        var partner = new Partner(server, script);
        Thread.ofVirtual().start(partner::accept);
        return partner;
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int connections() {
        return connections.get();
    }

    /** Every request so far. */
    List<Heard> heard() {
        return heard;
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> play(socket));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void play(Socket socket) {
        try (socket) {
            script.play(new Conversation(socket, heard));
        } catch (IOException _) {
            // the other side went away
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
