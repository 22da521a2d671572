package org.patchbay.engine;

import java.util.Optional;
import org.patchbay.exchange.Failure;
import org.patchbay.exchange.Values;
import org.patchbay.flow.Tenant;

/**
 * Somebody whom a genuine request to a hook means.
 *
 * @param values what the hook can read for this one
 * @param unfit why nothing can be run for it
 */
public record Guest(Tenant tenant, Values values, Optional<Failure> unfit) {}
