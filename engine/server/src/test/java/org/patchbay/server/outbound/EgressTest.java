package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.patchbay.server.outbound.Outbound.MEBIBYTE;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.in;
import static org.patchbay.server.outbound.Outbound.policy;
import static org.patchbay.server.outbound.Outbound.soon;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.patchbay.call.Caller;
import org.patchbay.call.EgressPolicy;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Origin;
import org.patchbay.exchange.Request;
import org.patchbay.spi.TransportFailure;
import org.patchbay.spi.TransportFailure.Kind;

/** Which addresses are reached, however they are written and whatever their names resolve to (promise 27). */
class EgressTest extends GuardedTransports {
    private static final EgressPolicy PUBLIC = policy(List.of(), List.of("*"));

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

    private void assertNothingReached() {
        assertThat(connected).allMatch(address -> PUBLIC.refuses("any", address).isEmpty());
        assertThat(listener.connections()).isZero();
        assertThat(elsewhere.connections()).isZero();
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
