package org.patchbay.server.wiring;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The message of a log line, as it may be shown, and on that one line whatever is in it: named in {@code logback.xml}, so that no line goes another way. */
public final class LoggedMessage extends MessageConverter {
    /** Whatever some reader of logs takes for the end of a line, for an order to a terminal, or for another direction of writing. */
    private static final Pattern BREAKS =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private static final AtomicReference<UnaryOperator<String>> SHOWN = new AtomicReference<>(UnaryOperator.identity());

    /** What a message becomes from now on. */
    static void through(UnaryOperator<String> shown) {
        SHOWN.set(shown);
    }

    @Override
    public String convert(ILoggingEvent event) {
        return BREAKS.matcher(SHOWN.get().apply(super.convert(event))).replaceAll(" ");
    }
}
