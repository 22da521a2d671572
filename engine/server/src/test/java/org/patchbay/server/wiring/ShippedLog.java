package org.patchbay.server.wiring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** The log as it is written where the server is shipped, with everything that our own code says; until it is closed. */
final class ShippedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final Queue<String> written = new ConcurrentLinkedQueue<>();
    private final Encoder<ILoggingEvent> encoder;

    ShippedLog() {
        configure("/logback.xml");
        encoder = ((ConsoleAppender<ILoggingEvent>) ROOT.getAppender("stderr")).getEncoder();
        ROOT.detachAppender("stderr");
        setContext(ROOT.getLoggerContext());
        start();
        ROOT.addAppender(this);
        ((Logger) LoggerFactory.getLogger("org.patchbay")).setLevel(Level.TRACE);
    }

    /** Logs as that file says. */
    static void configure(String file) {
        var context = ROOT.getLoggerContext();
        context.reset();
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Objects.requireNonNull(ShippedLog.class.getResource(file)));
        } catch (JoranException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        written.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }

    /** What was written, an event each, with its end of line. */
    List<String> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        configure("/logback-test.xml");
    }
}
