package org.patchbay.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.patchbay.server.outbound.Outbound.failure;
import static org.patchbay.server.outbound.Outbound.get;
import static org.patchbay.server.outbound.Outbound.in;
import static org.patchbay.server.outbound.Outbound.post;
import static org.patchbay.server.outbound.Outbound.soon;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.patchbay.definition.Method;
import org.patchbay.server.outbound.Partner.Script;
import org.patchbay.spi.Transport;
import org.patchbay.spi.TransportFailure.Kind;

class HostileReplyTest {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String FOREVER = OK + "Content-Length: 1000000\r\n\r\n";

    private final Transport transport = Outbound.transport();

    static Stream<Arguments> ways_to_waste_time() {
        return Stream.of(
                way("says nothing", c -> c.hang()),
                way("stops in the status line", c -> c.say("HTTP/1.1 20")),
                way("stops in the headers", c -> c.say(OK + "Content-Type: te")),
                way("stops before the body", c -> c.say(FOREVER)),
                way("stops in the body", c -> c.say(FOREVER + "abc")),
                way("stops in a chunk", c -> c.say(OK + "Transfer-Encoding: chunked\r\n\r\nff\r\nabc")),
                way("stops before the last chunk", c -> c.say(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")),
                way("answers for now only", c -> c.say("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n")),
                way("drips headers", c -> drip(c, OK + "X: ", "x")),
                way("drips a body", c -> drip(c, FOREVER, "x")),
                way("drips chunks", c -> drip(c, OK + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")),
                way("drips promises", c -> drip(c, "", "HTTP/1.1 103 Early Hints\r\n\r\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways_to_waste_time")
    void ends_at_the_deadline_when_the_partner(String way, Script script) {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            script.play(conversation);
            conversation.hang();
        })) {
            var started = System.nanoTime();

            var failure = failure(transport, post(partner.url() + "/?token=s3cret", "s3cret"), in(300));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failure).hasMessageContaining(partner.url()).hasMessageNotContaining("s3cret");
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    void ends_at_the_deadline_when_the_partner_does_not_even_listen() {
        try (var partner = Partner.playing(conversation -> new java.util.concurrent.CompletableFuture<>().join())) {
            var failure = failure(transport, post(partner.url(), "x".repeat(10_000_000)), in(300));

            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    static Stream<Arguments> ways_to_break_off() {
        return Stream.of(
                way("closes at once", c -> {}),
                way("closes in the status line", c -> c.say("HTTP/1.1 20")),
                way("closes in the headers", c -> c.say(OK + "Content-Type: text/plain\r\n")),
                way("closes in the body", c -> c.say(FOREVER + "abc")),
                way("closes in a chunk", c -> c.say(OK + "Transfer-Encoding: chunked\r\n\r\nff\r\nabc")),
                way("closes before the last chunk", c -> c.say(OK + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")),
                way("ends its speech without a word", c -> {
                    c.endSpeech();
                    c.hang();
                }),
                way("ends its speech in the body", c -> {
                    c.say(FOREVER + "abc");
                    c.endSpeech();
                    c.hang();
                }),
                way("resets at once", c -> c.reset()),
                way("resets after the headers", c -> {
                    c.say(FOREVER + "abc");
                    c.reset();
                }),
                way("speaks something else", c -> c.say("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
                way("speaks nonsense", c -> c.say("\0\1\2\3\r\n\r\n")),
                way("has no status", c -> c.say("HTTP/1.1 OK\r\n\r\n")),
                way("has a header without a name", c -> c.say(OK + ": x\r\n\r\n")),
                way("has two lengths", c -> c.say(OK + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")),
                way("says its length twice", c -> c.say(OK + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")),
                way("ends lines with a bare line feed", c -> c.say("HTTP/1.1 200 OK\nContent-Length: 3\n\nabc")),
                way("has a negative length", c -> c.say(OK + "Content-Length: -3\r\n\r\nabc")),
                way("has no number for a length", c -> c.say(OK + "Content-Length: 3x\r\n\r\nabc")),
                way(
                        "has a chunk of no size",
                        c -> c.say(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n")),
                way(
                        "changes the protocol",
                        c -> c.say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")),
                way(
                        "claims to be compressed",
                        c -> c.say(OK + "Content-Encoding: gzip\r\nContent-Length: 20\r\n\r\nabcdefghijabcdefghij")),
                way("is compressed wrongly", c -> {
                    var gzip = gzip(1_000);
                    gzip[gzip.length / 2] ^= 0x55;
                    gzip[gzip.length - 6] ^= 0x55;
                    c.say(OK + "Content-Encoding: gzip\r\nContent-Length: " + gzip.length + "\r\n\r\n");
                    c.say(gzip);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways_to_break_off")
    void is_broken_when_the_partner(String way, Script script) {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            script.play(conversation);
        })) {
            var failure = failure(transport, post(partner.url() + "/?token=s3cret", "s3cret"), soon());

            assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
            assertThat(failure).hasMessageContaining(partner.url()).hasMessageNotContaining("s3cret");
            assertThat(partner.heard()).hasSize(1);
        }
    }

    static Stream<Arguments> ways_to_be_too_large() {
        return Stream.of(
                way("promises too much", c -> c.say(OK + "Content-Length: 1048577\r\n\r\n")),
                way("promises 10 GB", c -> c.say(OK + "Content-Length: 10000000000\r\n\r\n")),
                way("never ends", c -> flood(c, OK + "\r\n", "x".repeat(8_192))),
                way(
                        "never ends its chunks",
                        c -> flood(
                                c, OK + "Transfer-Encoding: chunked\r\n\r\n", "2000\r\n" + "x".repeat(8_192) + "\r\n")),
                way("sends 64 kB of headers", c -> flood(c, OK, "X-Fill: " + "x".repeat(1_000) + "\r\n")),
                way("sends one header of 64 kB", c -> c.say(OK + "X-Fill: " + "x".repeat(65_536) + "\r\n\r\n")),
                way("sends a bomb", c -> {
                    var gzip = gzip(100_000_000);
                    c.say(OK + "Content-Encoding: gzip\r\nContent-Length: " + gzip.length + "\r\n\r\n");
                    c.say(gzip);
                }),
                way("sends a bomb in chunks", c -> {
                    var gzip = gzip(100_000_000);
                    c.say(OK + "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + Integer.toHexString(gzip.length) + "\r\n");
                    c.say(gzip);
                    c.say("\r\n0\r\n\r\n");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways_to_be_too_large")
    void takes_no_more_than_the_limit_when_the_partner(String way, Script script) {
        try (var partner = Partner.playing(conversation -> {
            conversation.hear();
            script.play(conversation);
            conversation.hang();
        })) {
            var failure = failure(transport, get(partner.url()), soon());

            assertThat(failure.kind()).isEqualTo(Kind.TOO_LARGE);
            assertThat(failure).hasMessageContaining("larger than");
        }
    }

    @Test
    void takes_a_reply_of_exactly_the_limit() {
        var body = "x".repeat(1 << 20);
        try (var partner = Partner.answering(OK + "Content-Length: " + body.length() + "\r\n\r\n" + body)) {
            assertThat(transport.send(get(partner.url()), soon()).body()).hasSize(1 << 20);
        }
    }

    @Test
    void does_not_count_what_a_head_reply_only_announces() {
        try (var partner = Partner.answering(OK + "Content-Length: 10000000000\r\n\r\n")) {
            var reply = transport.send(Outbound.request(Method.HEAD, partner.url(), ""), soon());

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.body()).isEmpty();
        }
    }

    @Test
    void goes_on_to_work_after_all_of_that() {
        try (var partner = Partner.answering(OK + "Content-Length: 2\r\n\r\nok")) {
            assertThat(transport.send(get(partner.url()), soon()).body())
                    .asString()
                    .isEqualTo("ok");
        }
    }

    private static Arguments way(String name, Script script) {
        return Arguments.of(name, script);
    }

    private static void flood(Conversation conversation, String first, String again) throws IOException {
        conversation.say(first);
        while (true) {
            conversation.say(again);
        }
    }

    /** The pauses are the behaviour under test; nothing waits for them. */
    private static void drip(Conversation conversation, String first, String again) throws IOException {
        conversation.say(first);
        while (true) {
            conversation.say(again);
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    private static byte[] gzip(int zeros) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            var block = new byte[100_000];
            for (int written = 0; written < zeros; written += block.length) {
                gzip.write(block, 0, Math.min(block.length, zeros - written));
            }
        }
        return bytes.toByteArray();
    }
}
