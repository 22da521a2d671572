package org.patchbay.server.http;

import io.netty.channel.Channel;
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
        var end = context.executor().schedule(() -> end(context), MOMENT, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(_ -> end.cancel(false));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!told) {
            told = true;
            var _ = context.writeAndFlush(Threshold.response(why, Traces.fresh(), false))
                    .addListener((ChannelFutureListener) written -> saysNoMore(written.channel()));
        }
    }

    private static void saysNoMore(Channel connection) {
        var _ = ((DuplexChannel) connection).shutdownOutput();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(context);
    }

    private static void end(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
