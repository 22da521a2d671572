package org.patchbay.server.outbound;

import java.net.UnknownHostException;

/** A host stands for an address that may not be connected to. */
final class BlockedAddress extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    BlockedAddress(String reason) {
        super(reason);
    }
}
