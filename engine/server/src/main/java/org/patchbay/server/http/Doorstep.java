package org.patchbay.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Before the door: so many connections may be open as there is memory for what each of them needs, whether something is asked on it or
 * not. On one that is too many only that is said; on far too many nothing is. Stands in the pipeline of the socket that listens.
 */
@ChannelHandler.Sharable
final class Doorstep extends ChannelInboundHandlerAdapter {
    private static final int LEAST = 1_024;
    private static final int MOST = 65_536;
    /** What a connection may need, in bytes: its buffers, and what reads and writes them. */
    private static final long NEED = 64 << 10;

    private final int places;
    private final Refusal full;
    private final AtomicInteger open = new AtomicInteger();

    /** With as many places as the memory of this process has room for. */
    Doorstep() {
        this(Math.clamp(Runtime.getRuntime().maxMemory() / NEED, LEAST, MOST));
    }

    Doorstep(int places) {
        this.places = places;
        this.full = Refusal.of(ProblemCode.OVERLOADED, places + " connections are open");
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Channel connection)) {
            context.fireChannelRead(message);
            return;
        }
        var now = open.incrementAndGet();
        if (now > 2 * places) {
            open.decrementAndGet();
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(_ -> open.decrementAndGet());
        if (now <= places) {
            context.fireChannelRead(connection);
        } else {
            connection.pipeline().addLast(new HttpResponseEncoder(), new TurnedAway(full));
            var _ = context.channel().eventLoop().register(connection);
        }
    }
}
