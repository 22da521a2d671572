package org.patchbay.server.admin;

import java.time.Instant;

/**
 * Which server this is.
 *
 * @param node its name among the servers of one store
 */
public record About(String version, String node, Instant startedAt) {}
