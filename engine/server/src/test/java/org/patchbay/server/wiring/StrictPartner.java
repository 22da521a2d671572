package org.patchbay.server.wiring;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.patchbay.exchange.Pair;

/** A partner that reads HTTP/1.1 (RFC 9112) by its grammar and takes nothing that does not keep to it. */
final class StrictPartner implements AutoCloseable {
    private static final byte[] REPLY =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"id\":7}"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    /** A request as its bytes say. */
    record Heard(String method, String target, List<Pair> headers, byte[] body) {
        /** The only value of a header. */
        String header(String name) {
            var values = headers.stream()
                    .filter(header -> header.name().equalsIgnoreCase(name))
                    .toList();
            if (values.size() != 1) {
                throw new IllegalArgumentException(name + " stands there " + values.size() + " times");
            }
            return values.getFirst().value();
        }

        String path() {
            return target.split("\\?", 2)[0];
        }

        Map<String, Integer> names() {
            var names = new TreeMap<String, Integer>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach(header -> names.merge(header.name(), 1, Integer::sum));
            return names;
        }
    }

    StrictPartner() {
        try {
            door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.execute(this::takeIn);
    }

    String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** What did not keep to the grammar. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    private void takeIn() {
        while (!door.isClosed()) {
            try {
                var line = door.accept();
                threads.execute(() -> serve(line));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket line) {
        try (line) {
            var in = new BufferedInputStream(line.getInputStream());
            while (true) {
                var first = line(in);
                if (first.isEmpty()) {
                    return;
                }
                heard.add(request(first, in));
                line.getOutputStream().write(REPLY);
            }
        } catch (IllegalArgumentException mistake) {
            broken.add(mistake.getMessage());
        } catch (IOException gone) {
            // A line that is closed by the other side has nothing more to say.
            return;
        }
    }

    private static Heard request(String first, InputStream in) throws IOException {
        require(first.matches("(GET|POST) /[!-~]* HTTP/1\\.1"), "a request line: " + first);
        var headers = new ArrayList<Pair>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            require(line.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+:[ \\t]*([!-~]([ -~\\t]*[!-~])?)?"), "a header: " + line);
            var colon = line.indexOf(':');
            headers.add(
                    new Pair(line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        var words = first.split(" ", -1);
        var head = new Heard(words[0], words[1], headers, new byte[0]);
        require(!head.names().containsKey("Transfer-Encoding"), "a length");
        var length = head.names().containsKey("Content-Length") ? Integer.parseInt(head.header("Content-Length")) : 0;
        var body = in.readNBytes(length);
        require(body.length == length, "as many bytes as were announced");
        return new Heard(words[0], words[1], headers, body);
    }

    /** A line of ASCII that ends with CR LF; neither stands inside. */
    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\r') {
                require(in.read() == '\n', "a line feed behind the carriage return");
                return bytes.toString(StandardCharsets.US_ASCII);
            }
            require(next != '\n' && next < 0x7F, "ASCII on one line");
            bytes.write(next);
        }
        require(bytes.size() == 0, "a whole line");
        return "";
    }

    private static void require(boolean kept, String what) {
        if (!kept) {
            throw new IllegalArgumentException("expected " + what);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        threads.shutdownNow();
    }
}
