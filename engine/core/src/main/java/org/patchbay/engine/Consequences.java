package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.flow.Settling;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an event at a hook changes about its integrator: fields, and whether it runs. */
public final class Consequences {
    private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

    private Consequences() {}

    /** Writes them down. */
    public static void write(Store store, News news) {
        var tenant = news.guest().tenant();
        var settling = new Settling(store);
        news.happening().stored().forEach((field, value) -> settling.store(tenant, field, value));
        news.happening().link().ifPresent(link -> write(store, news, link));
    }

    private static void write(Store store, News news, Linking link) {
        var tenant = news.guest().tenant().name();
        var state = new State(
                word(link), "the partner said so at its hook `" + news.plan().name() + "`");
        store.fields().setState(tenant, Optional.of(state));
        LOG.warn(
                "integrator.state integrator={} to={} hook={}",
                tenant,
                state.word(),
                news.plan().name());
    }

    private static String word(Linking link) {
        return switch (link) {
            case CONNECT, DISABLE -> "disabled";
            case REMOVE -> "removed";
        };
    }
}
