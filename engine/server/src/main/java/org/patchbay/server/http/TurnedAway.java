package org.patchbay.server.http;

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

    private final Refusal why;
    private boolean told;

    TurnedAway(Refusal why) {
        this.why = why;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        closeSoon(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (!told) {
            told = true;
            var _ = context.writeAndFlush(why.answer(context.alloc(), Traces.fresh(), false))
                    .addListener(_ -> sayNoMore(context));
        }
    }

    /** Ends a connection on which the last answer was written: the other side first, or this one after a moment. */
    static void end(ChannelHandlerContext context) {
        sayNoMore(context);
        closeSoon(context);
    }

    private static void sayNoMore(ChannelHandlerContext context) {
        var _ = context.channel() instanceof DuplexChannel connection ? connection.shutdownOutput() : context.close();
    }

    private static void closeSoon(ChannelHandlerContext context) {
        var end = context.executor().schedule(() -> close(context), MOMENT, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(_ -> end.cancel(false));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.close();
    }
}
