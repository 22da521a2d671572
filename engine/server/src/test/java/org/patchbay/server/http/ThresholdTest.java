package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {
    static final Lag IN_TIME = new Lag(() -> 0, _ -> {}, () -> 0, 1);
    private static final String TRIGGER = "/api/v1/triggers/call-start";

    private final Admission admission = new Admission();
    private final EmbeddedChannel connection = new EmbeddedChannel(new Threshold(admission, IN_TIME));

    private static DefaultHttpRequest asked(HttpMethod method, String path) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, path);
        request.headers().set("Host", "pb.example");
        return request;
    }

    private void receives(String path, int length, String... header) {
        var request = asked(HttpMethod.POST, path);
        request.headers().set("Content-Length", length);
        for (var i = 0; i < header.length; i += 2) {
            request.headers().set(header[i], header[i + 1]);
        }
        connection.writeInbound(request);
    }

    private void receivesBody(int length) {
        connection.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[length - 1])));
        connection.writeInbound(new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[1])));
    }

    private void framework(HttpResponseStatus status) {
        connection.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        assertThat(connection.<FullHttpResponse>readOutbound().status()).isEqualTo(status);
    }

    @Test
    void while_the_door_is_open_everything_goes_on() {
        receives(TRIGGER, 20);
        receivesBody(20);

        assertThat(connection.inboundMessages()).hasSize(3);
        assertThat(connection.outboundMessages()).isEmpty();
    }

    @Test
    void at_a_closed_door_it_is_answered_at_once_and_nothing_of_it_goes_on() {
        admission.close();

        receives(TRIGGER, 20, "X-Request-Id", "mine");
        FullHttpResponse answer = connection.readOutbound();
        receivesBody(20);

        assertThat(answer.status().code()).isEqualTo(503);
        assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
        assertThat(answer.headers().get("X-Request-Id")).isEqualTo("mine");
        assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.headers().getInt("Content-Length"))
                .isEqualTo(answer.content().readableBytes());
        assertThat(answer.content().toString(StandardCharsets.UTF_8))
                .contains("/problems/draining", "\"traceId\":\"mine\"");
        assertThat(connection.inboundMessages()).isEmpty();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void one_connection_is_refused_many_times() {
        admission.close();

        for (var i = 0; i < 3; i++) {
            receives("/hooks/acme/tickets", 5);
            receivesBody(5);
            assertThat(connection.<FullHttpResponse>readOutbound().status().code())
                    .isEqualTo(503);
        }
        assertThat(connection.inboundMessages()).isEmpty();
    }

    @Test
    void what_waits_for_an_answer_is_counted_until_it_has_it_or_is_gone() {
        var clock = new AtomicLong();
        var door = new Admission(8, new Lag(clock::get, _ -> {}, () -> 2, 2));
        var gone = new EmbeddedChannel(new Threshold(door, IN_TIME));
        assertThat(door.refusal(IN_TIME)).isEmpty();
        clock.addAndGet(Duration.ofMillis(1_001).toNanos());

        gone.writeInbound(asked(HttpMethod.GET, "/api/v1/health"));
        assertThat(door.refusal(IN_TIME)).isEmpty();
        gone.writeInbound(asked(HttpMethod.GET, "/api/v1/health"));
        assertThat(door.refusal(IN_TIME)).isPresent();
        gone.writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        assertThat(door.refusal(IN_TIME)).isEmpty();
        gone.writeInbound(asked(HttpMethod.GET, "/api/v1/health"));
        assertThat(door.refusal(IN_TIME)).isPresent();
        gone.close().syncUninterruptibly();
        assertThat(door.refusal(IN_TIME)).isEmpty();
    }

    @Test
    void who_asks_for_an_end_gets_it() {
        admission.close();

        receives(TRIGGER, 5, "Connection", "close");

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void no_refusal_overtakes_the_answer_to_an_earlier_request() {
        receives(TRIGGER, 5);
        receivesBody(5);
        admission.close();
        receives(TRIGGER, 5);
        receivesBody(5);

        assertThat(connection.outboundMessages()).isEmpty();
        assertThat(connection.inboundMessages()).hasSize(6);
        framework(HttpResponseStatus.CONTINUE);
        framework(HttpResponseStatus.OK);
        framework(HttpResponseStatus.SERVICE_UNAVAILABLE);
        receives(TRIGGER, 5);
        assertThat(connection.<FullHttpResponse>readOutbound().status().code()).isEqualTo(503);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/health, 5, X-Other, none",
        "/api/v1/triggers/call-start, 5, Origin, https://page.example",
        "/api/v1/triggers/call-start, 5, Expect, 100-continue",
        "/api/v1/triggers/call-start, 66000, X-Other, none"
    })
    void what_is_no_work_or_not_plain_is_the_frameworks(String path, int length, String header, String value) {
        admission.close();

        receives(path, length, header, value);
        receivesBody(length);

        assertThat(connection.outboundMessages()).isEmpty();
        assertThat(connection.inboundMessages()).hasSize(3);
    }
}
