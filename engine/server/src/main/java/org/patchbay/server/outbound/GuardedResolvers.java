package org.patchbay.server.outbound;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Consumer;
import org.patchbay.spi.AddressGuard;

/** Resolves hosts off the event loops and hands out only addresses that a guard lets through: what is checked is what is connected to. */
final class GuardedResolvers extends AddressResolverGroup<InetSocketAddress> {
    private final AddressGuard guard;
    private final Names names;

    GuardedResolvers(AddressGuard guard, Names names) {
        this.guard = guard;
        this.names = names;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new InetSocketAddressResolver(executor, new Guarded(executor));
    }

    private final class Guarded extends InetNameResolver {
        Guarded(EventExecutor executor) {
            super(executor);
        }

        @Override
        protected void doResolve(String host, Promise<InetAddress> promise) {
            resolve(host, promise, addresses -> promise.trySuccess(addresses.getFirst()));
        }

        @Override
        protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
            resolve(host, promise, promise::trySuccess);
        }

        private void resolve(String host, Promise<?> promise, Consumer<List<InetAddress>> then) {
            Thread.ofVirtual().start(() -> {
                try {
                    then.accept(checked(host));
                } catch (UnknownHostException | RuntimeException failed) {
                    promise.tryFailure(failed);
                }
            });
        }

        private List<InetAddress> checked(String host) throws UnknownHostException {
            var addresses = names.addresses(host);
            for (var address : addresses) {
                var refusal = guard.refuses(host, address);
                if (refusal.isPresent()) {
                    throw new BlockedAddress(refusal.get());
                }
            }
            if (addresses.isEmpty()) {
                throw new UnknownHostException(host);
            }
            return addresses;
        }
    }
}
