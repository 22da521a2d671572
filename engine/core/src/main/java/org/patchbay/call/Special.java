package org.patchbay.call;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * A block of addresses that is not public (IANA special-purpose address registries, RFC 6890).
 *
 * @param what what the addresses in it are for
 * @param own whether organisations number their own machines from it, so that a host name may open it
 */
record Special(Network network, String what, boolean own) {
    private static final Network GLOBAL = Network.of("2000::/3");
    private static final List<Special> ALL = List.of(
            own("127.0.0.0/8", "this machine"),
            own("10.0.0.0/8", "private"),
            own("172.16.0.0/12", "private"),
            own("192.168.0.0/16", "private"),
            own("100.64.0.0/10", "shared by a provider's customers"),
            own("::1/128", "this machine"),
            own("fc00::/7", "private"),
            other("0.0.0.0/8", "this network"),
            other("169.254.0.0/16", "link-local, where cloud machines read their secrets"),
            other("192.0.0.0/24", "for protocols"),
            other("192.0.2.0/24", "for documentation"),
            other("192.88.99.0/24", "6to4 relay"),
            other("198.18.0.0/15", "for benchmarks"),
            other("198.51.100.0/24", "for documentation"),
            other("203.0.113.0/24", "for documentation"),
            other("224.0.0.0/4", "multicast"),
            other("240.0.0.0/4", "reserved"),
            other("64:ff9b::/96", "NAT64, an IPv4 address in disguise"),
            other("64:ff9b:1::/48", "NAT64, an IPv4 address in disguise"),
            other("100::/64", "discarded"),
            other("2001::/32", "Teredo, an IPv4 address in disguise"),
            other("2001::/23", "for protocols"),
            other("2001:db8::/32", "for documentation"),
            other("2002::/16", "6to4, an IPv4 address in disguise"),
            other("3fff::/20", "for documentation"),
            other("5f00::/16", "segment routing"),
            other("fe80::/10", "link-local"),
            other("ff00::/8", "multicast"));
    private static final Special UNASSIGNED = other("::/0", "not assigned to anybody");

    /** The block an address lies in; empty when the address is public. */
    static Optional<Special> of(InetAddress address) {
        for (var special : ALL) {
            if (special.network.contains(address)) {
                return Optional.of(special);
            }
        }
        var assigned = !UNASSIGNED.network.contains(address) || GLOBAL.contains(address);
        return assigned ? Optional.empty() : Optional.of(UNASSIGNED);
    }

    private static Special own(String network, String what) {
        return new Special(Network.of(network), what, true);
    }

    private static Special other(String network, String what) {
        return new Special(Network.of(network), what, false);
    }
}
