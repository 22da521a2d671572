package org.patchbay.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.patchbay.store.Principals.Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pages on which somebody has agreed at a partner and nothing was connected: their tokens are let go when their time is over. */
record Abandoned(Tools tools, Visits visits, Purse purse, Removals removals) {
    private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);
    /** Under this name the store keeps them until then; no integrator is called so. */
    private static final String PLACE = "link-pages/";

    /** Somebody has agreed. */
    void note(LinkVisit visit) {
        tools.store().fields().store(PLACE, visit.draft().name(), Optional.of(visits.json(visit)));
    }

    /** Something was connected, or the tokens are gone already. */
    void settled(LinkVisit visit) {
        tools.store().fields().store(PLACE, visit.draft().name(), Optional.empty());
    }

    /** Lets go of what is over. */
    void tidy() {
        tools.store().fields().stored(PLACE).forEach((draft, page) -> {
            var until = Instant.parse(page.path("until").asText());
            if (!until.isAfter(tools.clock().instant())) {
                forget(draft, page);
                tools.store().fields().store(PLACE, draft, Optional.empty());
            }
        });
    }

    private void forget(String draft, JsonNode page) {
        var principal = Optional.of(page.path("principal").asText())
                .flatMap(tools.store().principals()::find);
        if (principal.isEmpty()) {
            visits.draft(page).ifPresent(purse::forget);
        } else if (isNobodys(principal.get())) {
            removals.remove(principal.get());
        }
        LOG.info("link.abandoned page={} its tokens are let go", draft);
    }

    private boolean isNobodys(Principal principal) {
        return tools.store().integrators().list().stream()
                .noneMatch(one -> one.principal().equals(Optional.of(principal.id())));
    }
}
