package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.patchbay.server.outbound.Outbound.MEBIBYTE;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.in;
import static org.patchbay.server.outbound.Outbound.policy;
import static org.patchbay.server.outbound.Outbound.soon;

import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.patchbay.call.Caller;
import org.patchbay.call.EgressPolicy;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Pair;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.spi.TransportFailure.Kind;

class EgressTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final EgressPolicy PUBLIC = policy(List.of(), List.of("*"));

    private final Partner listener = Partner.answering(OK);
    private final Partner elsewhere = Partner.at("127.1.2.3", listener.port(), Conversation::hang);
    private final Queue<InetAddress> connected = new ConcurrentLinkedQueue<>();
    private final Map<String, List<String>> names = new ConcurrentHashMap<>(Map.ofEntries(
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
    private final MicronautTransports transports =
            new MicronautTransports(new EventLoops(Outbound.LOOPS.group(), this::socket), "1", this::lookUp);

    @AfterEach
    void close() {
        listener.close();
        elsewhere.close();
    }

    @Test
    void reaches_nothing_that_is_not_public_by_any_url() {
        var caller = new Caller(PUBLIC, transports.guarded(PUBLIC, MEBIBYTE));

        for (var form : forms()) {
            var thrown =
                    catchThrowable(() -> caller.send(get("http://" + form + ":" + listener.port() + "/"), in(5_000)));

            assertThat(thrown).as(form).isInstanceOfAny(IllegalArgumentException.class, TransportFailure.class);
        }

        assertThat(forms()).hasSizeGreaterThan(400);
        assertThat(connected).isEmpty();
        assertNothingReached();
    }

    /** Some forms are public addresses to the Java runtime, for example octal numbers read as decimal ones: those may be tried. */
    @Test
    void reaches_nothing_that_is_not_public_even_if_only_addresses_are_checked() {
        var transport = transports.guarded(PUBLIC, MEBIBYTE);

        for (var form : forms()) {
            var request =
                    new Request(Method.GET, new Origin("http", form, listener.port()), "/", List.of(), new byte[0]);
            var thrown = catchThrowable(() -> transport.send(request, in(5_000)));

            assertThat(thrown).as(form).isInstanceOf(TransportFailure.class);
        }

        assertNothingReached();
    }

    @Test
    void names_that_stand_for_private_addresses_are_blocked_with_a_reason() {
        var transport = transports.guarded(PUBLIC, MEBIBYTE);

        for (var name : names.keySet()) {
            var failure = failure(transport, get("http://" + name + ":" + listener.port() + "/?token=s3cret"), soon());

            assertThat(failure.kind()).as(name).isEqualTo(Kind.BLOCKED);
            assertThat(failure)
                    .hasMessageContaining("egress.allowPrivate")
                    .hasMessageContaining(name)
                    .hasMessageNotContaining("s3cret");
        }
        assertNothingReached();
    }

    @Test
    void the_same_names_are_reached_when_they_are_allowed() {
        var transport = transports.guarded(policy(List.of("*.example"), List.of("*")), MEBIBYTE);

        assertThat(transport
                        .send(get("http://one.example:" + listener.port()), soon())
                        .status())
                .isEqualTo(200);

        assertThat(listener.connections()).isEqualTo(1);
        assertThat(connected).hasSize(1);
        assertThat(listener.heard().getFirst().header("Host")).isEqualTo("one.example:" + listener.port());
    }

    @Test
    void the_address_that_was_checked_is_the_one_that_is_connected_to() {
        var lookups = new AtomicInteger();
        var rebinding = new MicronautTransports(
                Outbound.LOOPS,
                "1",
                _ -> List.of(InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.1.2.3")));
        var transport = rebinding.guarded(policy(List.of("127.0.0.1"), List.of("*")), MEBIBYTE);

        assertThat(transport
                        .send(get("http://rebinding.example:" + listener.port()), soon())
                        .status())
                .isEqualTo(200);

        assertThat(lookups).hasValue(1);
        assertThat(elsewhere.connections()).isZero();
    }

    @Test
    void a_name_that_turns_private_later_is_not_followed() {
        try (var closing = Partner.playing(conversation -> {
            conversation.hear();
            conversation.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        })) {
            var address = new ArrayList<>(List.of("127.0.0.1"));
            var rebinding = new MicronautTransports(
                    Outbound.LOOPS, "1", _ -> List.of(InetAddress.ofLiteral(address.getFirst())));
            var transport = rebinding.guarded(policy(List.of("127.0.0.1"), List.of("*")), MEBIBYTE);
            transport.send(get("http://rebinding.example:" + closing.port()), soon());

            address.set(0, "127.1.2.3");
            var failure = failure(transport, get("http://rebinding.example:" + closing.port()), soon());

            assertThat(failure.kind()).isEqualTo(Kind.BLOCKED);
            assertThat(closing.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void nothing_goes_to_the_target_of_a_redirect_elsewhere(int status) {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        try (var partner = Partner.answering("HTTP/1.1 " + status + " Elsewhere\r\nLocation: " + listener.url()
                + "/steal\r\nContent-Length: 0\r\n\r\n")) {
            var secret = new Pair("Authorization", "Bearer s3cret");

            var reply = caller.send(Outbound.request(Method.GET, partner.url(), "", secret), soon());

            assertThat(reply.status()).isEqualTo(status);
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void no_spelling_of_a_redirect_leads_elsewhere() {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        var place = "127.1.2.3:" + elsewhere.port();
        for (var location : List.of(
                "//" + place + "/",
                "///" + place + "/",
                "/\\" + place + "/",
                "\\\\" + place + "/",
                "http:/" + place + "/",
                "http:" + place + "/",
                "http:\\\\" + place + "/",
                "HTTP://" + place + "/",
                "https://" + place + "/",
                "http://127.0.0.1@" + place + "/",
                "http://127.0.0.1:80@" + place + "/",
                "http://127.0.0.1%00@" + place + "/",
                "http://127.0.0.1#@" + place + "/",
                "http://127.1.515:" + elsewhere.port() + "/",
                "http://[::ffff:127.1.2.3]:" + elsewhere.port() + "/",
                "\thttp://" + place + "/",
                "http://" + place + "/../..",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "gopher://" + place + "/")) {
            try (var partner = Partner.answering(
                    "HTTP/1.1 302 Elsewhere\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")) {
                var secret = new Pair("Authorization", "Bearer s3cret");
                var _ = catchThrowable(
                        () -> caller.send(Outbound.request(Method.GET, partner.url(), "", secret), soon()));

                assertThat(partner.heard()).as(location).isNotEmpty();
                assertThat(elsewhere.connections()).as(location).isZero();
            }
        }
    }

    @Test
    void the_proxy_of_the_java_runtime_is_not_asked() {
        var before = Optional.ofNullable(System.getProperty("http.proxyHost"));
        System.setProperty("http.proxyHost", "127.1.2.3");
        System.setProperty("http.proxyPort", Integer.toString(elsewhere.port()));
        try {
            var transport = transports.guarded(policy(List.of("127.0.0.1"), List.of("*")), MEBIBYTE);

            transport.send(get(listener.url()), soon());

            assertThat(listener.connections()).isEqualTo(1);
            assertThat(elsewhere.connections()).isZero();
        } finally {
            System.clearProperty("http.proxyPort");
            before.ifPresentOrElse(
                    host -> System.setProperty("http.proxyHost", host), () -> System.clearProperty("http.proxyHost"));
        }
    }

    @Test
    void a_redirect_loop_ends() {
        var policy = policy(List.of("127.0.0.1"), List.of("*"));
        var caller = new Caller(policy, transports.guarded(policy, MEBIBYTE));
        try (var partner = Partner.answering("HTTP/1.1 302 Again\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n")) {
            var reply = caller.send(get(partner.url()), soon());

            assertThat(reply.status()).isEqualTo(302);
            assertThat(partner.heard()).hasSize(6);
        }
    }

    private void assertNothingReached() {
        assertThat(connected).allMatch(address -> PUBLIC.refuses("any", address).isEmpty());
        assertThat(listener.connections()).isZero();
        assertThat(elsewhere.connections()).isZero();
    }

    private List<InetAddress> lookUp(String host) throws UnknownHostException {
        var known = names.get(host.endsWith(".") ? host.substring(0, host.length() - 1) : host);
        if (known != null) {
            return known.stream().map(InetAddress::ofLiteral).toList();
        }
        if (host.matches("[0-9a-fx.:%\\[\\]]+")) {
            return Names.SYSTEM.addresses(host);
        }
        throw new UnknownHostException(host);
    }

    private NioSocketChannel socket() {
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

    private List<String> forms() {
        var forms = new ArrayList<>(List.of(
                // one address, many ways to write it
                "127.0.0.1",
                "127.1",
                "127.0.1",
                "127.1.2.3",
                "127.255.255.254",
                "127.0.0.1.",
                "127.000.000.001",
                "127.0.0.01",
                "0127.0.0.1",
                "2130706433",
                "02130706433",
                "017700000001",
                "0x7f000001",
                "0x7F000001",
                "0x7f.0.0.1",
                "0x7f.1",
                "0x7f.0x0.0x0.0x1",
                "0177.0.0.1",
                "0177.0.0.01",
                "0177.1",
                "00000177.0.0.1",
                "127.0.0.0x1",
                "127.0.0x1",
                "0x07f.0.0.1",
                "4294967297",
                "0x17f000001",
                "127.0.0.257",
                "10.0.0.1",
                "10.1",
                "167772161",
                "0xa000001",
                "012.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "2886729729",
                "192.168.0.1",
                "192.168.1",
                "3232235521",
                "0xc0a80001",
                "0300.0250.0.1",
                "100.64.0.1",
                "1681915905",
                "169.254.169.254",
                "169.254.43518",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "0xa9.0xfe.0xa9.0xfe",
                "0.0.0.0",
                "0",
                "00",
                "0x0",
                "0.0",
                "0.0.0.0.",
                "255.255.255.255",
                "4294967295",
                "224.0.0.1",
                "239.1.2.3",
                "240.0.0.1",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.5",
                // the same in IPv6
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[0000:0000:0000:0000:0000:0000:0000:0001]",
                "[::]",
                "[::0.0.0.1]",
                "[::ffff:127.0.0.1]",
                "[::FFFF:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:127.0.0.1]",
                "[0:0:0:0:0:ffff:7f00:0001]",
                "[::127.0.0.1]",
                "[::7f00:1]",
                "[::ffff:0:127.0.0.1]",
                "[::ffff:10.0.0.1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::a9fe:a9fe]",
                "[64:ff9b:1::7f00:1]",
                "[2002:7f00:1::]",
                "[2002:a9fe:a9fe::1]",
                "[2001:0:7f00:1::]",
                "[2001::1]",
                "[2001:db8::1]",
                "[3fff::1]",
                "[5f00::1]",
                "[100::1]",
                "[fe80::1]",
                "[fe80::1%lo]",
                "[fe80::1%251]",
                "[::1%lo]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[fdff::1]",
                "[ff02::1]",
                "[4000::1]",
                "[::1",
                "::1",
                "[::1]]",
                "[127.0.0.1]",
                "[]",
                // names, and what is not quite a name
                "LOCALHOST",
                "localhost.",
                "One.Example",
                "one.example.",
                "one.example..",
                ".one.example",
                "one..example",
                "user@127.0.0.1",
                "user:pass@one.example",
                "acme.example@127.0.0.1",
                "acme.example:80@127.0.0.1",
                "acme.example%40127.0.0.1",
                "acme.example\\@127.0.0.1",
                "127.0.0.1#@acme.example",
                "127.0.0.1?@acme.example",
                "127.0.0.1/@acme.example",
                "acme.example&@127.0.0.1",
                "127.0.0.1%2f",
                "127.0.0.1%00",
                "127.0.0.1%00.acme.example",
                "one.example%00",
                "127.0.0.1 ",
                " 127.0.0.1",
                "127.0.0.1\t",
                "127.0.0.1\n",
                "127.0.0.1;",
                "127.0.0.1\\",
                "/127.0.0.1",
                "//127.0.0.1",
                "\\\\127.0.0.1",
                "127\u30020\u30020\u30021",
                "\u2460\u2461\u2466.0.0.1",
                "\uff11\uff12\uff17.0.0.1",
                "one\u3002example",
                "l\u00f6calhost",
                "loc\u0430lhost",
                "%6f%6e%65.example",
                "%31%32%37.0.0.1",
                "one.example:1@",
                ""));
        forms.addAll(names.keySet());
        forms.addAll(Spelled.all());
        return forms;
    }
}
