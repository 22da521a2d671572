package org.patchbay.server.admin;

import java.time.Instant;

/**
 * Which server this is.
 *
 * @param node its name among the servers of one store
 * @param process unique to this process
 */
public record About(String version, String node, String process, Instant startedAt) {}
