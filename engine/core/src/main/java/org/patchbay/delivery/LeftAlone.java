package org.patchbay.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.patchbay.flow.Destination;

/** Partners that this node leaves alone for now, because they failed many times in a row or asked for it. Immutable. */
public final class LeftAlone {
    private final Map<String, List<String>> hosts;

    LeftAlone(Stream<Destination> destinations) {
        this.hosts = destinations.collect(
                groupingBy(Destination::integrator, TreeMap::new, mapping(Destination::host, toList())));
    }

    /** Hosts that are left alone for an integrator, in order. */
    public List<String> hosts(String integrator) {
        return hosts.getOrDefault(integrator, List.of()).stream().sorted().toList();
    }

    /** All of them as people read them, {@code integrator at host}, in order. */
    public List<String> destinations() {
        return hosts.keySet().stream()
                .flatMap(integrator -> hosts(integrator).stream().map(host -> new Destination(integrator, host)))
                .map(Destination::toString)
                .toList();
    }
}
