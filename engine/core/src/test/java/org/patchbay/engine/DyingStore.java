package org.patchbay.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Lanes;
import org.patchbay.store.Store;

/** A store whose process ends when it accepts work: what it has noted by then stays, nobody undoes anything, and nothing is delivered. */
final class DyingStore extends ChangedStore {
    private final When when;

    DyingStore(Store inner, When when) {
        super(inner);
        this.when = when;
    }

    enum When {
        BEFORE_ACCEPTING,
        AFTER_ACCEPTING
    }

    /** The end of a process: nothing catches it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public Lanes lanes() {
        var lanes = super.lanes();
        return (Lanes) Proxy.newProxyInstance(
                Lanes.class.getClassLoader(), new Class<?>[] {Lanes.class}, (_, method, arguments) -> {
                    if (method.getName().equals("claim")) {
                        return List.of();
                    }
                    var accepts = method.getName().equals("accept");
                    if (accepts && when == When.BEFORE_ACCEPTING) {
                        throw new Died();
                    }
                    try {
                        var result = method.invoke(lanes, arguments);
                        if (accepts) {
                            throw new Died();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
