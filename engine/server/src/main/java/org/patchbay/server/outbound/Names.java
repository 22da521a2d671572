package org.patchbay.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Looks up the addresses of a host; may block. */
@FunctionalInterface
interface Names {
    /** The system's own look-up, with its cache. */
    Names SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** All addresses of a host, the preferred first. */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
