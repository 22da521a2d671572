/** Requests to partners on the Micronaut client, checked at the address they reach. */
@NullMarked
package org.patchbay.server.outbound;

import org.jspecify.annotations.NullMarked;
