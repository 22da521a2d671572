package org.patchbay.spi;

import org.patchbay.definition.Size;

/** Makes transports. One whose guard and limit equal those of the last shares its connections; others never do. Thread-safe. */
@FunctionalInterface
public interface Transports {
    /**
     * A transport that connects only where the guard lets it.
     *
     * @param largestReply largest body of a reply, after decompression
     */
    Transport guarded(AddressGuard guard, Size largestReply);
}
