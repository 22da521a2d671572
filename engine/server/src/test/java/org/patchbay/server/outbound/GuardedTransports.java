package org.patchbay.server.outbound;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;

/** Transports that may reach public addresses only, names with scripted answers, and listeners where nothing may arrive. */
abstract class GuardedTransports {
    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    final Partner listener = Partner.answering(OK);
    final Partner elsewhere = Partner.at("127.1.2.3", listener.port(), Conversation::hang);
    final Queue<InetAddress> connected = new ConcurrentLinkedQueue<>();
    final Map<String, List<String>> names = new ConcurrentHashMap<>(Map.ofEntries(
            Map.entry("localhost", List.of("127.0.0.1", "::1")),
            Map.entry("a.localhost", List.of("127.0.0.1")),
            Map.entry("one.example", List.of("127.0.0.1")),
            Map.entry("any.example", List.of("127.1.2.3")),
            Map.entry("zero.example", List.of("0.0.0.0")),
            Map.entry("six.example", List.of("::1")),
            Map.entry("none.example", List.of("::")),
            Map.entry("old.example", List.of("::127.0.0.1")),
            Map.entry("mapped.example", List.of("::ffff:127.0.0.1")),
            Map.entry("nat64.example", List.of("64:ff9b::7f00:1")),
            Map.entry("sixtofour.example", List.of("2002:7f00:1::")),
            Map.entry("teredo.example", List.of("2001:0:7f00:1::")),
            Map.entry("private.example", List.of("10.0.0.1")),
            Map.entry("metadata.example", List.of("169.254.169.254")),
            Map.entry("metadata6.example", List.of("fd00:ec2::254")),
            Map.entry("link.example", List.of("fe80::1")),
            Map.entry("mixed.example", List.of("93.184.216.34", "127.0.0.1")),
            Map.entry("mixed6.example", List.of("2606:4700::1111", "::1"))));

    final MicronautTransports transports =
            new MicronautTransports(new EventLoops(Outbound.LOOPS.group(), this::socket), "1", this::lookUp);

    @AfterEach
    void close() {
        listener.close();
        elsewhere.close();
    }

    List<InetAddress> lookUp(String host) throws UnknownHostException {
        var known = names.get(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (known != null) {
            return known.stream().map(InetAddress::ofLiteral).toList();
        }
        if (host.matches("[0-9a-fx.:%\\[\\]]+")) {
            return Names.SYSTEM.addresses(host);
        }
        throw new UnknownHostException(host);
    }

    NioSocketChannel socket() {
        return new NioSocketChannel() {
            @Override
            protected boolean doConnect(SocketAddress remote, SocketAddress local) throws Exception {
                var address = ((InetSocketAddress) remote).getAddress();
                connected.add(address);
                if (!address.isLoopbackAddress()) {
                    throw new ConnectException("tests stay on this machine");
                }
                return super.doConnect(remote, local);
            }
        };
    }
}
