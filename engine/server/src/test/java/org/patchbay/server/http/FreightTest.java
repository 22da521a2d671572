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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Large bodies of requests at the threshold, whoever sends them. */
class FreightTest {
    private static final int LARGE = 1 << 20;
    private static final int MOST = 10_000;

    private final Admission admission = new Admission();

    private EmbeddedChannel receives(String header, Object value) {
        var connection = new EmbeddedChannel(new Threshold(admission, ThresholdTest.IN_TIME));
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/v1/config");
        request.headers().set("Host", "pb.example");
        request.headers().set(header, value);
        connection.writeInbound(request);
        return connection;
    }

    /** So many connections as there is room for, each with a large request whose body does not come. */
    private List<EmbeddedChannel> full() {
        var connections = new ArrayList<EmbeddedChannel>();
        while (connections.isEmpty() || connections.getLast().outboundMessages().isEmpty()) {
            assertThat(connections).hasSizeLessThan(MOST);
            connections.add(receives("Content-Length", LARGE));
        }
        return connections;
    }

    @Test
    void more_than_there_is_room_for_is_refused_before_it_is_read_and_small_ones_go_on() {
        var last = full().getLast();

        FullHttpResponse refused = last.readOutbound();
        assertThat(refused.status().code()).isEqualTo(503);
        assertThat(refused.headers().get("Retry-After")).isEqualTo("1");
        assertThat(last.isOpen()).as("nobody reads what comes of it").isFalse();
        assertThat(receives("Content-Length", 1_000).inboundMessages()).hasSize(1);
    }

    @Test
    void who_is_answered_or_gone_makes_room() {
        var connections = full();
        connections.getFirst().writeOutbound(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
        assertThat(receives("Content-Length", LARGE).outboundMessages()).isEmpty();
        assertThat(receives("Content-Length", LARGE).outboundMessages()).hasSize(1);

        var _ = connections.get(1).close();

        assertThat(receives("Content-Length", LARGE).outboundMessages()).isEmpty();
    }

    @Test
    void a_body_that_does_not_say_how_long_it_is_is_cut_off_where_the_room_ends() {
        full();
        var connection = receives("Transfer-Encoding", "chunked");

        for (var kilobytes = 0; kilobytes < 8_192 && connection.isOpen(); kilobytes++) {
            connection.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[1_024])));
        }

        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void a_body_that_does_not_come_to_an_end_is_waited_for_half_a_minute() {
        var slow = receives("Content-Length", LARGE);
        var quick = receives("Content-Length", 10);
        quick.writeInbound(new DefaultLastHttpContent(Unpooled.wrappedBuffer(new byte[10])));

        for (var connection : List.of(slow, quick)) {
            connection.advanceTimeBy(31, TimeUnit.SECONDS);
            connection.runScheduledPendingTasks();
        }

        assertThat(slow.isOpen()).isFalse();
        assertThat(quick.isOpen()).isTrue();
    }

    @Test
    void what_is_longer_than_anybody_reads_is_left_to_the_framework() {
        full();

        assertThat(receives("Content-Length", 5 << 20).inboundMessages()).hasSize(1);
    }
}
