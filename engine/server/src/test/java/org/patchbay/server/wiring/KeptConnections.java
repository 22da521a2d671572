package org.patchbay.server.wiring;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/**
 * Connections to one server that are used again and again, one request at a time each, with as little work for it as can be: who measures a
 * server at its limits must not be at his own. Thread-safe.
 */
final class KeptConnections implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d+)");
    private static final Pattern RETRY_AFTER = Pattern.compile("\r\nretry-after: *([^\r]*)");
    private static final int MILLIS = 60_000;
    private static final int LONGEST_HEAD = 8 << 10;
    /** As front-ends have pools of connections; who finds none of them free waits, as long as it takes. */
    private static final int MOST = 1_000;

    private final InetSocketAddress server;
    private final Deque<Socket> idle = new ConcurrentLinkedDeque<>();
    private final Queue<Socket> all = new ConcurrentLinkedQueue<>();
    private final Semaphore free = new Semaphore(MOST, true);

    KeptConnections(String address) {
        var uri = URI.create(address);
        this.server = new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** What is looked at of an answer. */
    record Answer(int status, String retryAfter) {}

    /** Sends a whole request as it is on the wire. */
    Answer send(byte[] request) throws IOException {
        free.acquireUninterruptibly();
        try {
            return sendOnOne(request);
        } finally {
            free.release();
        }
    }

    private Answer sendOnOne(byte[] request) throws IOException {
        var kept = idle.pollFirst();
        if (kept != null) {
            try {
                return send(kept, request);
            } catch (Idled closed) {
                // The server had closed it while nobody used it.
            }
        }
        return send(connected(), request);
    }

    /** Closed before the first byte of an answer. */
    private static final class Idled extends IOException {
        private static final long serialVersionUID = 1;
    }

    private Socket connected() throws IOException {
        var socket = new Socket();
        all.add(socket);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(MILLIS);
        socket.connect(server, MILLIS);
        return socket;
    }

    private Answer send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            var answer = read(socket.getInputStream());
            idle.addFirst(socket);
            return answer;
        } catch (IOException failure) {
            all.remove(socket);
            socket.close();
            throw failure;
        }
    }

    private static Answer read(InputStream in) throws IOException {
        var buffer = new byte[LONGEST_HEAD];
        var filled = in.read(buffer);
        if (filled <= 0) {
            throw new Idled();
        }
        var end = endOfHead(buffer, filled);
        while (end < 0) {
            filled += more(in, buffer, filled);
            end = endOfHead(buffer, filled);
        }
        var head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        in.skipNBytes(Math.max(0, end + number(LENGTH, head) - filled));
        var wait = RETRY_AFTER.matcher(head);
        return new Answer(Integer.parseInt(head.substring(9, 12)), wait.find() ? wait.group(1) : "");
    }

    private static int more(InputStream in, byte[] buffer, int filled) throws IOException {
        var read = filled < buffer.length ? in.read(buffer, filled, buffer.length - filled) : -1;
        if (read < 0) {
            throw new EOFException("an answer ended in its head");
        }
        return read;
    }

    private static int endOfHead(byte[] buffer, int filled) {
        for (var i = 3; i < filled; i++) {
            if (buffer[i] == '\n' && buffer[i - 2] == '\n' && buffer[i - 1] == '\r') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int number(Pattern pattern, String head) throws IOException {
        var found = pattern.matcher(head);
        if (!found.find()) {
            throw new IOException("an answer without a length: " + head);
        }
        return Integer.parseInt(found.group(1));
    }

    @Override
    public void close() {
        for (var socket : all) {
            try {
                socket.close();
            } catch (IOException gone) {
                // It is closed.
            }
        }
    }
}
