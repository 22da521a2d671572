package org.patchbay.server.wiring;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** The message of a log line, as it may be shown: named in {@code logback.xml}, so that no line goes another way. */
public final class LoggedMessage extends MessageConverter {
    private static final AtomicReference<UnaryOperator<String>> SHOWN = new AtomicReference<>(UnaryOperator.identity());

    /** What a message becomes from now on. */
    static void through(UnaryOperator<String> shown) {
        SHOWN.set(shown);
    }

    @Override
    public String convert(ILoggingEvent event) {
        return SHOWN.get().apply(super.convert(event));
    }
}
