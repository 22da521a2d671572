package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.server.outbound.Outbound.LOOPS;
import static org.patchbay.server.outbound.Outbound.MEBIBYTE;
import static org.patchbay.server.outbound.Outbound.THIS_MACHINE;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.in;
import static org.patchbay.server.outbound.Outbound.policy;
import static org.patchbay.server.outbound.Outbound.post;
import static org.patchbay.server.outbound.Outbound.sending;
import static org.patchbay.server.outbound.Outbound.soon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.patchbay.definition.Size;
import org.patchbay.exchange.Reply;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure.Kind;

class ConnectionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final Transport transport = Outbound.transport();

    @Test
    void uses_a_connection_again() {
        try (var partner = Partner.answering(OK)) {
            for (int i = 0; i < 10; i++) {
                transport.send(get(partner.url()), soon());
            }

            assertThat(partner.heard()).hasSize(10);
            assertThat(partner.connections()).isEqualTo(1);
        }
    }

    @Test
    void opens_another_connection_when_the_partner_closes() {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            conversation.say("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok");
        })) {
            transport.send(post(partner.url(), "1"), soon());
            transport.send(post(partner.url(), "2"), soon());

            assertThat(partner.connections()).isEqualTo(2);
        }
    }

    @Test
    void repeats_once_on_a_connection_that_the_partner_had_given_up() {
        try (var partner = givingUp()) {
            transport.send(get(partner.url()), soon());

            var reply = transport.send(get(partner.url()), soon());

            assertThat(reply.status()).isEqualTo(200);
            assertThat(partner.connections()).isEqualTo(2);
            assertThat(partner.heard()).hasSize(3);
        }
    }

    @Test
    void never_repeats_what_is_not_idempotent() {
        try (var partner = givingUp()) {
            transport.send(post(partner.url(), "1"), soon());

            var failure = failure(transport, post(partner.url(), "2"), soon());

            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(partner.heard()).hasSize(2);
        }
    }

    @Test
    void never_repeats_on_a_new_connection() {
        try (var partner = Partner.playing(Conversation::hear)) {
            assertThat(failure(transport, get(partner.url()), soon()).kind()).isEqualTo(Kind.BROKEN);
            assertThat(partner.heard()).hasSize(1);
        }
    }

    @Test
    void never_repeats_when_something_of_a_reply_was_seen() {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            conversation.say(OK);
            conversation.hear();
            conversation.say("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n");
        })) {
            transport.send(get(partner.url()), soon());

            assertThat(failure(transport, get(partner.url()), soon()).kind()).isEqualTo(Kind.BROKEN);
            assertThat(partner.heard()).hasSize(2);
        }
    }

    @Test
    void does_not_use_a_connection_for_longer_than_the_partner_promises() {
        try (var partner =
                Partner.answering("HTTP/1.1 200 OK\r\nKeep-Alive: timeout=1, max=100\r\nContent-Length: 2\r\n\r\nok")) {
            transport.send(post(partner.url(), "1"), soon());
            transport.send(post(partner.url(), "2"), soon());

            assertThat(partner.heard()).hasSize(2);
            assertThat(partner.connections()).isEqualTo(2);
        }
    }

    @Test
    void does_not_trust_a_connection_that_spoke_unasked() throws InterruptedException {
        var spoken = new CountDownLatch(1);
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            conversation.say(OK);
            conversation.say("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
            conversation.hang();
            spoken.countDown();
        })) {
            transport.send(get(partner.url()), soon());

            spoken.await();

            assertThat(partner.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_request_that_nobody_waits_for_any_more_is_never_sent() throws Exception {
        var hold = new CountDownLatch(1);
        try (var partner = Partner.playing(conversation -> {
            while (conversation.hear()) {
                awaits(hold);
                conversation.say(OK);
            }
        })) {
            var first = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < 1_024; i++) {
                first.add(sending(transport, get(partner.url() + "/first"), soon()));
            }
            await(() -> partner.heard().size() == 1_024);

            var late = failure(transport, get(partner.url() + "/late"), in(200));
            hold.countDown();
            for (var reply : first) {
                reply.get();
            }
            transport.send(get(partner.url() + "/last"), soon());

            assertThat(late.kind()).isEqualTo(Kind.NOT_SENT);
            assertThat(partner.connections()).isEqualTo(1_024);
            assertThat(partner.heard()).extracting(Heard::line).noneMatch(line -> line.contains("/late"));
        }
    }

    @Test
    void refuses_more_than_its_share_of_waiting_requests() throws Exception {
        try (var partner = Partner.playing(Conversation::hang)) {
            var replies = new ArrayList<CompletableFuture<Reply>>();
            for (int i = 0; i < 1_024; i++) {
                replies.add(sending(transport, get(partner.url()), in(10_000)));
            }
            await(() -> partner.connections() == 1_024);
            for (int i = 0; i < 1_024 + 100; i++) {
                replies.add(sending(transport, get(partner.url()), in(2_000)));
            }

            var kinds = new ArrayList<Kind>();
            for (var reply : replies) {
                kinds.add(failure(reply).kind());
            }

            assertThat(kinds).containsOnly(Kind.TIMEOUT, Kind.NOT_SENT);
            assertThat(kinds).filteredOn(Kind.TIMEOUT::equals).hasSizeLessThanOrEqualTo(1_024);
        }
    }

    @Test
    void a_full_partner_does_not_delay_another() throws Exception {
        try (var slow = Partner.playing(Conversation::hang);
                var quick = Partner.answering(OK)) {
            for (int i = 0; i < 300; i++) {
                var _ = sending(transport, get(slow.url()), in(5_000));
            }

            assertThat(transport.send(get(quick.url()), in(4_000)).status()).isEqualTo(200);
        }
    }

    @Test
    void shares_connections_between_equal_policies_only() {
        var transports = new MicronautTransports(LOOPS, "1");
        var equal = policy(List.of("127.0.0.0/8", "::1"), List.of("*"));
        var other = policy(List.of("127.0.0.1"), List.of("*"));
        var none = policy(List.of(), List.of("*"));
        try (var partner = Partner.answering(OK)) {
            transports.guarded(THIS_MACHINE, MEBIBYTE).send(get(partner.url()), soon());
            transports.guarded(equal, MEBIBYTE).send(get(partner.url()), soon());
            assertThat(partner.connections()).isEqualTo(1);

            transports.guarded(other, MEBIBYTE).send(get(partner.url()), soon());
            transports.guarded(other, new Size(1_024)).send(get(partner.url()), soon());
            assertThat(partner.connections()).isEqualTo(3);

            assertThat(failure(transports.guarded(none, MEBIBYTE), get(partner.url()), soon())
                            .kind())
                    .isEqualTo(Kind.BLOCKED);
            assertThat(partner.connections()).isEqualTo(3);
        }
    }

    @Test
    void calls_under_way_end_under_the_policy_they_began_with() throws Exception {
        var transports = new MicronautTransports(LOOPS, "1");
        var hold = new CountDownLatch(1);
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            awaits(hold);
            conversation.say(OK);
        })) {
            var reply = sending(transports.guarded(THIS_MACHINE, MEBIBYTE), get(partner.url()), soon());
            await(() -> partner.heard().size() == 1);

            transports.guarded(policy(List.of(), List.of()), MEBIBYTE);
            hold.countDown();

            assertThat(reply.get().status()).isEqualTo(200);
        }
    }

    @Test
    void says_that_nothing_was_sent_when_nobody_listens() throws IOException {
        var url = "http://127.0.0.1:" + freePort();

        var failure = failure(transport, get(url + "/?token=s3cret"), soon());

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasMessage("no reply from '" + url + "': it refused the connection");
    }

    @Test
    void says_that_nothing_was_sent_to_an_unknown_name() {
        var transports = new MicronautTransports(LOOPS, "1", host -> {
            throw new java.net.UnknownHostException(host);
        });

        var failure = failure(transports.guarded(THIS_MACHINE, MEBIBYTE), get("http://nowhere.example"), soon());

        assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
        assertThat(failure).hasMessage("no reply from 'http://nowhere.example': its name is not known");
    }

    @Test
    void a_name_that_is_looked_up_forever_delays_nobody_else() throws Exception {
        var hold = new CountDownLatch(1);
        var lookups = new AtomicInteger();
        var transports = new MicronautTransports(LOOPS, "1", host -> {
            if (host.equals("slow.example")) {
                lookups.incrementAndGet();
                awaits(hold);
            }
            return List.of(InetAddress.ofLiteral("127.0.0.1"));
        });
        try (var partner = Partner.answering(OK)) {
            var guarded = transports.guarded(THIS_MACHINE, MEBIBYTE);
            var slow = sending(guarded, get("http://slow.example:" + partner.port()), in(2_000));
            await(() -> lookups.get() > 0);

            assertThat(guarded.send(get("http://quick.example:" + partner.port()), in(1_500))
                            .status())
                    .isEqualTo(200);
            assertThat(failure(slow).kind()).isEqualTo(Kind.NOT_SENT);
            hold.countDown();
        }
    }

    @Test
    void an_interrupted_sender_stops_waiting() throws Exception {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            conversation.hang();
        })) {
            var failed = new CompletableFuture<Kind>();
            var sender = Thread.ofVirtual()
                    .start(() -> failed.complete(
                            failure(transport, get(partner.url()), soon()).kind()));
            await(() -> partner.heard().size() == 1);

            sender.interrupt();

            assertThat(failed.get()).isEqualTo(Kind.BROKEN);
        }
    }

    /** Answers once and then, when the next request has come, closes without a word; new connections are answered. */
    private static Partner givingUp() {
        var first = new AtomicInteger();
        return Partner.playing(conversation -> {
            conversation.hear();
            conversation.say(OK);
            if (first.getAndIncrement() == 0) {
                conversation.hear();
            } else {
                conversation.hang();
            }
        });
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void await(java.util.function.BooleanSupplier condition)
            throws InterruptedException, ExecutionException {
        var end = soon();
        while (!condition.getAsBoolean()) {
            assertThat(end.passed()).isFalse();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
