package org.patchbay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.lifecycle.CallBook;
import org.patchbay.store.CallMemory.CallKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends calls whose end has not come (format reference, section 4, {@code closeAfter}). What was said in its place counts once, on all nodes. */
record Closer(Tools tools, Dispatcher dispatcher) {
    private static final Logger LOG = LoggerFactory.getLogger(Closer.class);
    private static final int AT_ONCE = 1_000;

    void close(Live live, Instant now) {
        for (var call : tools.store().calls().overdue(now, AT_ONCE)) {
            try {
                close(live, call, now);
            } catch (RuntimeException fault) {
                LOG.error("call.fault integrator={} consequence=\"it is ended later\"", call.integrator(), fault);
            }
        }
    }

    private void close(Live live, CallKey call, Instant now) {
        if (isHeard(live, call)) {
            LOG.info("call.closed integrator={} consequence=\"its end did not come\"", call.integrator());
            var end = new CallBook(tools.store()).makeshiftEnd(call, now);
            dispatcher.fire(live, dispatcher.nextId(), end, Optional.of(Duration.ZERO));
        }
        tools.store().calls().close(call);
    }

    private static boolean isHeard(Live live, CallKey call) {
        return live.tenant(call.integrator())
                .filter(tenant -> tenant.integrator().callcenterId().equals(call.callCentre()))
                .filter(tenant -> !tenant.steps("call-end").isEmpty())
                .isPresent();
    }
}
