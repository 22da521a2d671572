package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of the same refusal is said again and again, as it goes over the wire. */
class RefusalTest {
    private static final ProblemDetails DRAINING =
            ProblemDetails.of(ProblemCode.DRAINING, "this server takes no more work");

    private final Admission admission = new Admission();

    @BeforeEach
    void is_closed() {
        admission.close();
    }

    private EmbeddedChannel connection() {
        return new EmbeddedChannel(new HttpServerCodec(), new Threshold(admission, ThresholdTest.IN_TIME));
    }

    private static String head(String line, String... more) {
        return line + "\r\nHost: pb.example\r\nContent-Length: 0\r\n" + String.join("", more) + "\r\n";
    }

    private static String post(String id) {
        return head("POST /hooks/acme/tickets HTTP/1.1", "X-Request-Id: " + id + "\r\n");
    }

    private static void says(EmbeddedChannel connection, String text) {
        connection.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private static String hears(EmbeddedChannel connection) {
        var heard = new StringBuilder();
        for (ByteBuf part = connection.readOutbound(); part != null; part = connection.readOutbound()) {
            heard.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        return heard.toString();
    }

    private static String document(String id) {
        return new String(Json.bytes(DRAINING.toJson(id)), StandardCharsets.UTF_8);
    }

    /** The answer to a request of that id, in any order of its headers. */
    private static void isWhole(String answer, String id) {
        var parts = answer.split("\r\n\r\n", -1);
        assertThat(parts).hasSize(2);
        assertThat(parts[0].split("\r\n"))
                .containsExactlyInAnyOrder(
                        "HTTP/1.1 503 Service Unavailable",
                        "content-type: application/problem+json",
                        "X-Request-Id: " + id,
                        "retry-after: 1",
                        "content-length: " + document(id).length());
        assertThat(parts[1]).isEqualTo(document(id));
    }

    @Test
    void many_of_the_same_refusal_under_way_at_the_same_time_are_each_whole() {
        var one = connection();
        var other = connection();

        says(one, post("one-1"));
        says(other, post("another-1"));
        says(other, post("the-third"));

        isWhole(hears(one), "one-1");
        assertThat(hears(other)).contains(document("another-1")).endsWith(document("the-third"));
        says(one, post("one-2"));
        isWhole(hears(one), "one-2");
    }

    @Test
    void no_answer_changes_one_that_is_not_written_yet() {
        var refusal = Refusal.of(ProblemCode.DRAINING, DRAINING.detail());
        var first = refusal.answer(UnpooledByteBufAllocator.DEFAULT, "first", true);
        var second = refusal.answer(UnpooledByteBufAllocator.DEFAULT, "the-second", false);

        assertThat(first.headers().get("X-Request-Id")).isEqualTo("first");
        assertThat(first.headers().getInt("Content-Length"))
                .isEqualTo(document("first").length());
        assertThat(first.headers().contains("Connection")).isFalse();
        assertThat(first.content().toString(StandardCharsets.UTF_8)).isEqualTo(document("first"));
        assertThat(second.headers().get("Connection")).isEqualTo("close");
        assertThat(second.content().toString(StandardCharsets.UTF_8)).isEqualTo(document("the-second"));
    }

    @Test
    void who_asks_for_the_head_gets_no_more_and_the_next_answer_is_whole() {
        var connection = connection();

        says(connection, head("HEAD /hooks/acme/tickets HTTP/1.1", "X-Request-Id: head\r\n"));

        assertThat(hears(connection))
                .contains("content-length: " + document("head").length() + "\r\n")
                .endsWith("\r\n\r\n");
        says(connection, post("next"));
        isWhole(hears(connection), "next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.0\r\nX-A: a", "HTTP/1.1\r\nConnection: close"})
    void who_wants_an_end_is_told_so_and_gets_it(String version) {
        var connection = connection();

        says(connection, head("POST /hooks/acme/tickets " + version));

        assertThat(hears(connection)).contains("connection: close\r\n").endsWith("\"}");
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void who_speaks_an_old_version_and_wants_to_stay_stays() {
        var connection = connection();

        says(connection, head("POST /hooks/acme/tickets HTTP/1.0", "Connection: keep-alive\r\nX-Request-Id: old\r\n"));

        isWhole(hears(connection), "old");
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void a_host_that_was_good_excuses_none_that_comes_after_it() {
        var connection = connection();
        says(connection, post("good"));
        isWhole(hears(connection), "good");

        says(connection, post("bad").replace("pb.example", "pb/example"));

        assertThat(hears(connection)).startsWith("HTTP/1.1 400 ").contains("connection: close\r\n");
        assertThat(connection.isOpen()).isFalse();
    }
}
