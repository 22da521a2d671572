package org.patchbay.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;

/**
 * Requests to hooks that were not genuine. Of each sender so many a second are looked at for each hook; what comes beyond that is refused
 * before it is read. What is genuine is not counted, and who calls another hook, or calls from elsewhere, notices nothing. Hooks that do
 * not exist are counted in the same way, so that nobody learns which do (decision 0111). Thread-safe.
 */
final class Strangers {
    private static final String HOOKS = "/hooks/";
    private static final int PER_SECOND = 50;
    /** Hooks of a sender are told apart by so many numbers: whoever makes addresses up meets an end too. */
    private static final int DRAWERS = 64;

    private static final int PREFIX = 8;

    private final Cache<Drawer, Pace> paces = Caffeine.newBuilder()
            .expireAfterAccess(Duration.ofMinutes(1))
            .maximumSize(100_000)
            .build();

    /** Where requests of a sender to a hook are counted. */
    record Drawer(String sender, int number) {}

    /** The one for a request to a hook; none for other requests is ever full. */
    static Drawer drawer(String uri, SocketAddress from) {
        var door = uri.split("[?#]", 2)[0].split("/", 5);
        return new Drawer(
                sender(from), Math.floorMod(Arrays.hashCode(Arrays.copyOf(door, Math.min(4, door.length))), DRAWERS));
    }

    static boolean isHook(String uri) {
        return uri.startsWith(HOOKS);
    }

    /** Behind a proxy it is the proxy; of IPv6 it is the network, since who has one address there has many (RFC 6177). */
    static String sender(SocketAddress from) {
        if (!(from instanceof InetSocketAddress address) || address.isUnresolved()) {
            return "";
        }
        return address.getAddress() instanceof Inet6Address wide
                ? Arrays.toString(Arrays.copyOf(wide.getAddress(), PREFIX))
                : address.getAddress().getHostAddress();
    }

    /** True when too many were not genuine a moment ago. */
    boolean isFull(Drawer drawer) {
        var pace = paces.getIfPresent(drawer);
        return pace != null && pace.isAhead(System.nanoTime());
    }

    /** One more was not genuine. */
    void count(Drawer drawer) {
        var now = System.nanoTime();
        var _ = paces.get(drawer, _ -> new Pace(PER_SECOND, now)).pass(now);
    }
}
