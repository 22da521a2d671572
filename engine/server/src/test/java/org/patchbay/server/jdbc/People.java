package org.patchbay.server.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A partner on this machine with 10,000 contacts on 100 pages, which says when it was asked for a page at which to kill. */
final class People implements AutoCloseable {
    static final int PAGES = 100;
    static final int ON_A_PAGE = 100;

    final List<Integer> asked = new ArrayList<>();
    final BlockingQueue<Moment> reached = new LinkedBlockingQueue<>();
    private final Queue<Moment> moments = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    /** When to kill whoever asks. */
    record Moment(int page, Half half) {}

    /** Before or after the page was sent. */
    enum Half {
        UNANSWERED,
        ANSWERED
    }

    People(List<Moment> moments) throws IOException {
        this.moments.addAll(moments);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/people", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var page = query == null ? 0 : Integer.parseInt(query.substring(query.indexOf("=p") + 2));
        var moment = moment(page);
        if (moment.contains(Half.UNANSWERED)) {
            reached.add(new Moment(page, Half.UNANSWERED));
            forever();
            return;
        }
        var bytes = page(page).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
        moment.forEach(half -> reached.add(new Moment(page, half)));
    }

    private synchronized List<Half> moment(int page) {
        asked.add(page);
        var next = moments.peek();
        if (next == null || next.page() != page) {
            return List.of();
        }
        moments.remove();
        return List.of(next.half());
    }

    private void forever() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(int page) {
        var people = IntStream.range(page * ON_A_PAGE, (page + 1) * ON_A_PAGE)
                .mapToObj(id -> "{\"id\":" + id + ",\"name\":\"Contact " + id + "\"}")
                .collect(Collectors.joining(","));
        var next = page + 1 < PAGES ? "\"next\":\"p" + (page + 1) + "\"," : "";
        return "{" + next + "\"checkpoint\":\"c" + page + "\",\"people\":[" + people + "]}";
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
