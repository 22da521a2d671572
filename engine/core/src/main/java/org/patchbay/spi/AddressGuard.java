package org.patchbay.spi;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Says which addresses may be connected to. Asked for every address that a host stands for, and only those addresses are connected to.
 * Thread-safe; equal guards decide alike.
 */
@FunctionalInterface
public interface AddressGuard {
    /** Why a host may not be reached at this address, for admins; empty when it may. */
    Optional<String> refuses(String host, InetAddress address);
}
