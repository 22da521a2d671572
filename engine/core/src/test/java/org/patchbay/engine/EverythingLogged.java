package org.patchbay.engine;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged at whatever level while it listens, with all that belongs to a line and its stack traces. */
public final class EverythingLogged extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final Level before = ROOT.getLevel();

    /** Begins to listen. */
    public static EverythingLogged listen() {
        var log = new EverythingLogged();
        log.start();
        ROOT.addAppender(log);
        ROOT.setLevel(Level.TRACE);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getThreadName() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                + event.getMDCPropertyMap() + " " + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }

    /** How many lines there are. */
    public int size() {
        return lines.size();
    }

    /** All lines. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        ROOT.setLevel(before);
        ROOT.detachAppender(this);
    }
}
