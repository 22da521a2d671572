package org.patchbay.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorstepTest {
    private static final String ASK = "POST /api/v1/triggers/call-start HTTP/1.1\r\nHost: patchbay\r\n\r\n";
    private static final String SERVED = "HTTP/1.1 200 OK\r\n\r\n";
    private static final int PATIENCE = 30_000;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Channel listener = new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .handler(new Doorstep(2))
            .childHandler(new Serving())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    private final List<Socket> connections = new ArrayList<>();

    @ChannelHandler.Sharable
    private static final class Serving extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            var _ = context.writeAndFlush(Unpooled.copiedBuffer(SERVED, StandardCharsets.US_ASCII));
        }
    }

    @AfterEach
    void ends() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        listener.close().syncUninterruptibly();
        var _ = loops.shutdownGracefully();
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        socket.setSoTimeout(PATIENCE);
        socket.connect((InetSocketAddress) listener.localAddress(), PATIENCE);
        connections.add(socket);
        return socket;
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Asks on a connection that is served. */
    private static String asked(Socket connection) throws IOException {
        say(connection, ASK);
        return new String(connection.getInputStream().readNBytes(SERVED.length()), StandardCharsets.US_ASCII);
    }

    private static String untilItEnds(Socket connection) throws IOException {
        return new String(connection.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    private void fill() throws IOException {
        for (var place = 0; place < 2; place++) {
            assertThat(asked(connect())).isEqualTo(SERVED);
        }
    }

    @Test
    void who_comes_on_one_connection_too_many_is_told_so_and_those_that_are_open_are_served_on() throws IOException {
        fill();
        var third = connect();
        say(third, ASK);

        assertThat(untilItEnds(third))
                .startsWith("HTTP/1.1 503 ")
                .containsPattern("(?i)retry-after: [1-9]")
                .containsIgnoringCase("connection: close")
                .contains("2 connections are open");
        assertThat(asked(connections.getFirst())).isEqualTo(SERVED);
    }

    @Test
    void a_place_is_free_again_when_a_connection_has_ended() throws IOException {
        fill();
        for (var turn = 0; turn < 5; turn++) {
            connections.removeFirst().close();

            assertThat(isServedInTheEnd()).isTrue();
        }
    }

    /** The server notices a little later that a connection has ended. */
    private boolean isServedInTheEnd() throws IOException {
        for (var attempt = 0; attempt < 1_000; attempt++) {
            if (asked(connect()).equals(SERVED)) {
                return true;
            }
            connections.removeLast().close();
        }
        return false;
    }

    @Test
    void what_is_turned_away_in_the_middle_of_a_long_request_gets_its_answer_all_the_same() throws IOException {
        fill();
        var third = connect();
        say(third, ASK + "x".repeat(1 << 20));

        assertThat(untilItEnds(third)).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void one_too_many_that_says_nothing_is_ended() throws IOException {
        fill();

        assertThat(untilItEnds(connect())).isEmpty();
    }

    @Test
    void far_too_many_are_ended_without_a_word() throws IOException {
        fill();
        connect();
        connect();

        assertThat(isEndedAtOnce(connect())).isTrue();
    }

    private static boolean isEndedAtOnce(Socket connection) throws IOException {
        try {
            return untilItEnds(connection).isEmpty();
        } catch (SocketException reset) {
            return true;
        }
    }
}
