package org.patchbay.server.outbound;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.patchbay.definition.Method;
import org.patchbay.exchange.Failpoint;
import org.patchbay.spi.TransportFailure.Kind;

/**
 * Watches one connection: writes only calls that somebody waits for, closes it at a call's deadline or when a reply grows too large, and
 * gives complete replies straight to their call. Used by the event loop of its connection only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a write or a close, the channel tells
final class CallHandler extends ChannelDuplexHandler {
    private final int largest;
    private @Nullable Call call;
    private @Nullable ReplyReader reader;
    private boolean interim;
    private boolean used;
    private long idleSince;
    private long idleAtMost = Long.MAX_VALUE;
    private @Nullable ScheduledFuture<?> alarm;
    private long alarmAt;

    CallHandler(int largest) {
        this.largest = largest;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request && request.headers() instanceof CallHeaders headers) {
            if (!begin(headers.call())) {
                ReferenceCountUtil.release(message);
                context.close();
                return;
            }
            setAlarm(context, headers.call().deadline().nanos());
        }
        context.write(message, promise);
    }

    private boolean begin(Call next) {
        if (used && System.nanoTime() - idleSince > idleAtMost) {
            next.fail(new End.Failed(Kind.NOT_SENT, "the connection was too old", End.Again.ALWAYS));
            return false;
        }
        if (!next.write()) {
            return false;
        }
        call = next;
        return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (call == null || !(message instanceof HttpObject part)) {
                context.close();
            } else if (part.decoderResult().isFailure()) {
                fail(context, unreadable(part.decoderResult().cause()));
            } else {
                read(context, call, part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(ChannelHandlerContext context, Call current, HttpObject part) {
        if (part instanceof HttpResponse head) {
            Failpoint.hit("after-last-byte-before-answer");
            begin(context, current, head);
        }
        if (part instanceof HttpContent content && call != null) {
            take(context, current, content);
        }
    }

    private void begin(ChannelHandlerContext context, Call current, HttpResponse head) {
        interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (head.status().code() == 101) {
            fail(context, End.Failed.of(Kind.BROKEN, "it changed the protocol unasked"));
        } else if (!interim
                && current.request().method() != Method.HEAD
                && HttpUtil.getContentLength(head, 0L) > largest) {
            fail(context, tooLarge());
        } else if (!interim) {
            reader = new ReplyReader(head, largest, current.claim());
        }
    }

    private void take(ChannelHandlerContext context, Call current, HttpContent content) {
        var reading = reader;
        if (reading == null) {
            interim = interim && !(content instanceof LastHttpContent);
        } else {
            take(context, current, content, reading);
        }
    }

    private void take(ChannelHandlerContext context, Call current, HttpContent content, ReplyReader reading) {
        switch (reading.take(content.content())) {
            case TOO_LARGE -> fail(context, tooLarge());
            case NO_ROOM ->
                fail(
                        context,
                        End.Failed.of(Kind.BROKEN, "large replies take all the memory that they may at this moment"));
            case TAKEN -> {
                if (content instanceof LastHttpContent) {
                    finish(context, current, reading);
                }
            }
        }
    }

    private void finish(ChannelHandlerContext context, Call current, ReplyReader reading) {
        call = null;
        reader = null;
        used = true;
        idleSince = System.nanoTime();
        idleAtMost = reading.keepAliveSeconds().map(CallHandler::usable).orElse(Long.MAX_VALUE);
        var head = reading.head();
        context.fireChannelRead(new DefaultFullHttpResponse(
                head.protocolVersion(),
                head.status(),
                Unpooled.EMPTY_BUFFER,
                head.headers(),
                EmptyHttpHeaders.INSTANCE));
        // not before the connection is free: the sender may want it for its next request
        current.answer(reading.reply());
    }

    /** One second less than the partner says, for what is under way when it gives up. */
    private static long usable(int seconds) {
        return TimeUnit.SECONDS.toNanos(Math.max(0, seconds - 1));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, End.Failed.of(Kind.BROKEN, "it closed the connection before its reply was complete"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, Failures.ofConnection(cause));
        context.close();
    }

    private void fail(ChannelHandlerContext context, End.Failed failed) {
        var current = call;
        if (current != null) {
            var untouched = used && reader == null && !interim && failed.kind() == Kind.BROKEN;
            call = null;
            reader = null;
            current.fail(untouched ? new End.Failed(failed.kind(), failed.reason(), End.Again.IF_IDEMPOTENT) : failed);
            context.close();
        }
    }

    private End.Failed tooLarge() {
        return End.Failed.of(Kind.TOO_LARGE, "its reply is larger than " + largest + " bytes (limits.replyBody)");
    }

    private static End.Failed unreadable(Throwable cause) {
        var failed = Failures.ofConnection(cause);
        return failed.kind() == Kind.TOO_LARGE ? failed : End.Failed.of(Kind.BROKEN, "its reply is not HTTP");
    }

    /** One alarm serves many calls: it is set anew only when it would ring too late. */
    private void setAlarm(ChannelHandlerContext context, long at) {
        if (alarm == null || alarmAt - at > 0) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            alarmAt = at;
            alarm = context.executor().schedule(() -> ring(context), at - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void ring(ChannelHandlerContext context) {
        alarm = null;
        if (call != null && call.deadline().passed()) {
            fail(context, End.Failed.of(Kind.TIMEOUT, "no complete reply came in time"));
        } else if (call != null) {
            setAlarm(context, call.deadline().nanos());
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
