package org.patchbay.server.wiring;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.patchbay.engine.Engine;
import org.patchbay.engine.Live;
import org.patchbay.server.admin.Configuration;
import org.patchbay.server.http.Admission;
import org.patchbay.server.http.CannotListen;
import org.patchbay.server.outbound.MicronautTransports;
import org.patchbay.server.wiring.ServerSettings.Watching;
import org.patchbay.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A started installation. Closing it finishes or hands back the work it has. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration FOR_ANSWERS = Duration.ofSeconds(16);
    private static final Duration FOR_JOBS = Duration.ofSeconds(10);

    private final Parts parts;
    private final EmbeddedServer http;
    private final Optional<Watcher> watcher;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Server(Parts parts, EmbeddedServer http, Optional<Watcher> watcher) {
        this.parts = parts;
        this.http = http;
        this.watcher = watcher;
    }

    /** What a server is made of. */
    record Parts(
            ApplicationContext context,
            Store store,
            MicronautTransports transports,
            Engine engine,
            Configuration configuration,
            Admission admission,
            AdminKey adminKey,
            Rounds rounds) {
        void close() {
            rounds.close();
            engine.close();
            transports.close();
            context.close();
            store.close();
        }
    }

    /**
     * Starts a server; it answers when this returns. Documents with errors do not stop it: the revision accepted last serves, or none.
     *
     * @param say takes sentences for people: what was loaded, what was refused
     */
    public static Server start(ServerSettings settings, Consumer<String> say) {
        var parts = new Assembly(settings, say).parts();
        try {
            return started(settings, parts, say);
        } catch (RuntimeException | Error failure) {
            parts.close();
            throw failure;
        }
    }

    private static Server started(ServerSettings settings, Parts parts, Consumer<String> say) {
        var http = Task.begun("http", () -> parts.context().getBean(EmbeddedServer.class));
        parts.configuration().reload("start");
        if (parts.engine().live().isEmpty()) {
            say.accept(parts.engine()
                    .resume()
                    .map(live -> "Serving revision " + live.number() + ", the last one that was accepted.")
                    .orElse("Nothing is served until the documents are mended."));
        }
        var listening = listening(http.result(), settings);
        parts.rounds().start();
        var watcher = settings.watching() == Watching.ON
                ? Optional.of(Watcher.start(settings.configuration(), parts.configuration()))
                : Optional.<Watcher>empty();
        return new Server(parts, listening, watcher);
    }

    private static EmbeddedServer listening(EmbeddedServer http, ServerSettings settings) {
        try {
            return http.start();
        } catch (ServerStartupException failure) {
            throw new CannotListen(settings.host(), settings.port(), failure);
        }
    }

    /** Where it answers, without a path. */
    public URI address() {
        return http.getURI();
    }

    /** The engine inside. */
    public Engine engine() {
        return parts.engine();
    }

    /** For tests that look at the routes. */
    ApplicationContext context() {
        return parts.context();
    }

    /** What it serves, in a few words. */
    public String summary() {
        return parts.engine().live().map(Server::summary).orElse("no configuration");
    }

    private static String summary(Live live) {
        var definitions = live.definitions();
        return "revision " + live.number() + ": "
                + count(definitions.templates().size(), "template") + ", "
                + count(definitions.integrators().size(), "integrator");
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Text of the key with which this machine's own tools may do everything. */
    public String adminKey() {
        return parts.adminKey().text();
    }

    /** Takes nothing more, waits for what runs, at most 30 s in all, and lets go of everything. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        parts.admission().close();
        LOG.info("node.draining no more work is taken");
        watcher.ifPresent(Watcher::close);
        if (!parts.admission().awaitEmpty(FOR_ANSWERS)) {
            LOG.warn("node.draining some answers took longer than {} and are cut off", FOR_ANSWERS);
        }
        parts.engine().drain(FOR_JOBS);
        http.stop();
        parts.close();
    }
}
