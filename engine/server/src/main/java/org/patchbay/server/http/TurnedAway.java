package org.patchbay.server.http;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * A connection that is one too many: whatever is asked first is answered with why, without a look at it. Then the other side ends it, or
 * it is ended after a moment: what is ended with something unread takes the answer along (RFC 9112, section 9.6).
 */
final class TurnedAway extends ChannelInboundHandlerAdapter {
    private static final long MOMENT = 1;

    private final ProblemDetails why;
    private boolean told;

    TurnedAway(ProblemDetails why) {
        this.why = why;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var end = context.executor().schedule(() -> context.close(), MOMENT, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(_ -> end.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!told) {
            told = true;
            context.writeAndFlush(Threshold.response(why, Traces.fresh(), false))
                    .addListener(
                            (ChannelFutureListener) written -> ((DuplexChannel) written.channel()).shutdownOutput());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
