package org.patchbay.call;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.patchbay.definition.Egress;
import org.patchbay.definition.Problems;
import org.patchbay.exchange.Origin;
import org.patchbay.spi.AddressGuard;

/**
 * Which partners may be called, by name and by the address that is connected to (format reference, section 3.3).
 *
 * @param privateHosts hosts that may stand for private addresses and for this machine
 * @param privateNetworks networks that may be called although they are not public
 * @param httpHosts hosts that may be called without TLS
 * @param allowHosts when not empty, nothing else may be called
 * @param denyNetworks addresses that may not be called, whatever names stand for them
 */
public record EgressPolicy(
        List<HostPattern> privateHosts,
        List<Network> privateNetworks,
        List<HostPattern> httpHosts,
        List<HostPattern> allowHosts,
        List<HostPattern> denyHosts,
        List<Network> denyNetworks)
        implements AddressGuard {
    public EgressPolicy {
        privateHosts = List.copyOf(privateHosts);
        privateNetworks = List.copyOf(privateNetworks);
        httpHosts = List.copyOf(httpHosts);
        allowHosts = List.copyOf(allowHosts);
        denyHosts = List.copyOf(denyHosts);
        denyNetworks = List.copyOf(denyNetworks);
    }

    /** The policy that is written so; what cannot be read is a problem, and then not part of the policy. */
    public static EgressPolicy of(Egress egress, Problems problems) {
        return new EgressPolicy(
                read(hosts(egress.allowPrivate()), HostPattern::new, egress, problems),
                read(networks(egress.allowPrivate()), Network::of, egress, problems),
                read(egress.allowHttp(), HostPattern::new, egress, problems),
                read(egress.allowHosts(), HostPattern::new, egress, problems),
                read(hosts(egress.denyHosts()), HostPattern::new, egress, problems),
                read(networks(egress.denyHosts()), Network::of, egress, problems));
    }

    /** Why an origin may not be called, for admins, with what to set; empty when its name is no obstacle. */
    public Optional<String> refuses(Origin origin) {
        var host = origin.host();
        if (!origin.scheme().equals("https") && !origin.scheme().equals("http")) {
            return Optional.of("'" + origin + "' may not be called: only https is spoken");
        }
        if (!Hosts.isClear(host)) {
            return Optional.of(
                    "host '" + host + "' may not be called: it is neither a name nor an address in its usual form");
        }
        if (any(denyHosts, host)) {
            return Optional.of("host '" + host + "' may not be called: it is in egress.denyHosts");
        }
        if (!allowHosts.isEmpty() && !any(allowHosts, host)) {
            return Optional.of("host '" + host + "' may not be called: add it to egress.allowHosts");
        }
        if (origin.scheme().equals("http") && !any(httpHosts, host)) {
            return Optional.of(
                    "'" + origin + "' is not encrypted: use https, or add '" + host + "' to egress.allowHttp");
        }
        return Hosts.literal(host).flatMap(address -> refuses(host, address));
    }

    @Override
    public Optional<String> refuses(String host, InetAddress address) {
        if (denyNetworks.stream().anyMatch(network -> network.contains(address))) {
            return Optional.of(what(host, address) + " may not be called: it is in egress.denyHosts");
        }
        var special = Special.of(address);
        if (special.isEmpty() || privateNetworks.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        var byName = special.get().own();
        if (byName && any(privateHosts, host)) {
            return Optional.empty();
        }
        var add = byName && Hosts.literal(host).isEmpty() ? "'" + host + "' or the network" : "the network";
        return Optional.of(what(host, address) + " is not public ("
                + special.get().what() + "): to call it, add " + add + " to egress.allowPrivate");
    }

    private static String what(String host, InetAddress address) {
        var text = address.getHostAddress();
        return Hosts.literal(host).isPresent()
                ? "address " + text
                : "host '" + host + "' stands for " + text + ", which";
    }

    private static boolean any(List<HostPattern> patterns, String host) {
        for (var pattern : patterns) {
            if (pattern.matches(host)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> hosts(List<String> texts) {
        return texts.stream().filter(text -> !isNetwork(text)).toList();
    }

    private static List<String> networks(List<String> texts) {
        return texts.stream().filter(EgressPolicy::isNetwork).toList();
    }

    private static boolean isNetwork(String text) {
        return text.contains("/") || text.contains(":") || Hosts.literal(text).isPresent();
    }

    private static <T> List<T> read(List<String> texts, Function<String, T> reader, Egress egress, Problems problems) {
        var read = new ArrayList<T>();
        for (var text : texts) {
            try {
                read.add(reader.apply(text));
            } catch (IllegalArgumentException wrong) {
                problems.add("PB205", egress.at(), String.valueOf(wrong.getMessage()), "");
            }
        }
        return read;
    }
}
