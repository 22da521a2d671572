package org.patchbay.server.wiring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Lanes;
import org.patchbay.store.Store;

/** A store with a planted defect: it says that jobs are kept, and keeps them a moment later. */
final class HastyStore extends ChangedStore {
    private static final long A_MOMENT = 20_000_000;

    private final Lanes lanes;

    HastyStore(Store inner) {
        super(inner);
        var honest = inner.lanes();
        this.lanes = (Lanes) Proxy.newProxyInstance(
                Lanes.class.getClassLoader(), new Class<?>[] {Lanes.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("accept")) {
                        return passOn(honest, method, arguments);
                    }
                    Thread.ofVirtual().start(() -> {
                        LockSupport.parkNanos(A_MOMENT);
                        passOn(honest, method, arguments);
                    });
                    return List.of();
                });
    }

    private static Object passOn(Lanes honest, Method method, Object[] arguments) {
        try {
            return method.invoke(honest, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException expected) {
                throw expected;
            }
            throw new IllegalStateException(failure);
        } catch (IllegalAccessException closed) {
            throw new IllegalStateException(closed);
        }
    }

    @Override
    public Lanes lanes() {
        return lanes;
    }
}
