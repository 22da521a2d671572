package org.patchbay.sign;

import org.patchbay.exchange.Body;
import org.patchbay.exchange.Request;

/**
 * A request that came in.
 *
 * @param request exact bytes; its origin is the address under which it is known outside
 * @param body the same body as it was read, for what asks for its fields
 */
public record Received(Request request, Body body) {}
