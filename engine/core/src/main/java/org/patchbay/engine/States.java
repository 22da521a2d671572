package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.store.Fields;
import org.patchbay.store.Fields.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** States of integrators that differ from what the configuration says. */
record States(Fields fields) {
    static final String REAUTH = "reauth-required";
    private static final Logger LOG = LoggerFactory.getLogger(States.class);

    /** What a person has stopped stays stopped, however content the partner is. */
    void accepted(String integrator) {
        if (fields.state(integrator).map(State::word).equals(Optional.of(REAUTH))) {
            clear(integrator);
        }
    }

    void clear(String integrator) {
        fields.state(integrator).ifPresent(state -> {
            fields.setState(integrator, Optional.empty());
            LOG.info("integrator.state integrator={} from={} to=active", integrator, state.word());
        });
    }

    void set(String integrator, State state) {
        fields.setState(integrator, Optional.of(state));
        LOG.warn("integrator.state integrator={} to={}; nothing runs for it", integrator, state.word());
    }
}
