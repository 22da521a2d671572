package org.patchbay.engine;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.patchbay.definition.FieldScope;
import org.patchbay.definition.HookEvent.Linking;
import org.patchbay.definition.TemplateState;
import org.patchbay.flow.Settling;
import org.patchbay.flow.Tenant;
import org.patchbay.mapping.FieldChange;
import org.patchbay.store.Fields.State;
import org.patchbay.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an event at a hook changes about its integrator: fields, and whether it runs.
 *
 * @param departed is told which tenant a partner wants removed
 */
public record Consequences(Store store, Consumer<Tenant> departed) {
    private static final Logger LOG = LoggerFactory.getLogger(Consequences.class);

    /** Writes them down. */
    public void write(News news) {
        write(news.guest().tenant(), news.happening().stored());
        news.happening().link().ifPresent(link -> write(news, link));
    }

    /** Writes fields; what a template has for all of its tenants is no longer changed by partners once it is published. */
    void write(Tenant tenant, Map<String, FieldChange> stored) {
        var settling = new Settling(store);
        stored.forEach((field, change) -> {
            if (isFrozen(tenant, field)) {
                LOG.warn("hook.frozen integrator={} field={} the template is published", tenant.name(), field);
            } else {
                settling.store(tenant, field, change);
            }
        });
    }

    private static boolean isFrozen(Tenant tenant, String field) {
        var template = tenant.program().template();
        return template.parameter(field)
                        .filter(found -> found.scope() == FieldScope.TEMPLATE)
                        .isPresent()
                && isPublished(template.state());
    }

    private static boolean isPublished(TemplateState state) {
        return switch (state) {
            case PUBLISHED, DEPRECATED, REMOVED -> true;
            case DRAFT, ACTIVE, REVIEW -> false;
        };
    }

    /** Who is connected is nobody's before, see {@link Introductions}. */
    private void write(News news, Linking link) {
        switch (link) {
            case CONNECT -> {}
            case DISABLE -> write(news, "disabled");
            case REMOVE -> {
                write(news, "removed");
                departed.accept(news.guest().tenant());
            }
        }
    }

    private void write(News news, String word) {
        var tenant = news.guest().tenant().name();
        var state = new State(
                word, "the partner said so at its hook `" + news.plan().name() + "`");
        store.fields().setState(tenant, Optional.of(state));
        LOG.warn(
                "integrator.state integrator={} to={} hook={}",
                tenant,
                state.word(),
                news.plan().name());
    }
}
