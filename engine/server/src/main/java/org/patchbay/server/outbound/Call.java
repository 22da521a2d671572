package org.patchbay.server.outbound;

import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.body.CloseableByteBody;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.patchbay.exchange.Deadline;
import org.patchbay.exchange.Reply;
import org.patchbay.exchange.Request;
import org.patchbay.server.outbound.Progress.Open;
import org.patchbay.spi.TransportFailure.Kind;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * One attempt to send a request: it waits for a connection, is written, and ends once. Made and awaited by the thread that sends; written
 * and ended by an event loop.
 */
final class Call implements CoreSubscriber<Object> {
    private final Request request;
    private final Deadline deadline;
    private final Claim claim;
    private final Thread sender = Thread.currentThread();
    private final AtomicReference<Progress> progress = new AtomicReference<>(Open.WAITING);
    private volatile @Nullable Subscription subscription;

    Call(Request request, Deadline deadline, Claim claim) {
        this.request = request;
        this.deadline = deadline;
        this.claim = claim;
    }

    /** The room for its reply. */
    Claim claim() {
        return claim;
    }

    Request request() {
        return request;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Claims the right to write the request; false when nobody waits for it any more. */
    boolean write() {
        return !deadline.passed() && progress.compareAndSet(Open.WAITING, Open.WRITTEN);
    }

    void answer(Reply reply) {
        end(new End.Answered(reply));
    }

    void fail(End.Failed failed) {
        end(failed);
    }

    /** Waits for the end, at the longest until the deadline. */
    End await() {
        while (true) {
            if (progress.get() instanceof End end) {
                return end;
            }
            if (Thread.currentThread().isInterrupted()) {
                giveUp("the wait was interrupted", Kind.BROKEN);
            } else if (deadline.passed()) {
                giveUp("no complete reply came in time", Kind.TIMEOUT);
            } else {
                LockSupport.parkNanos(this, deadline.left().toNanos());
            }
        }
    }

    private void giveUp(String reason, Kind ifWritten) {
        if (progress.compareAndSet(Open.WAITING, End.Failed.of(Kind.NOT_SENT, "no connection in time"))) {
            var open = subscription;
            if (open != null) {
                open.cancel();
            }
        }
        end(End.Failed.of(ifWritten, reason));
    }

    private void end(End end) {
        progress.updateAndGet(now -> now instanceof End ? now : end);
        LockSupport.unpark(sender);
    }

    @Override
    public void onSubscribe(Subscription opened) {
        subscription = opened;
        opened.request(Long.MAX_VALUE);
    }

    /** The reply has been taken from the connection already; what comes here is its empty shell. */
    @Override
    public void onNext(Object shell) {
        if (shell instanceof ByteBodyHttpResponse<?> response
                && response.byteBody() instanceof CloseableByteBody body) {
            body.close();
        }
    }

    @Override
    public void onError(Throwable cause) {
        fail(progress.get() == Open.WAITING ? Failures.ofConnecting(cause) : Failures.ofConnection(cause));
    }

    @Override
    public void onComplete() {
        // the connection's handler ends the call
    }
}
