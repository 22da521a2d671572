package org.patchbay.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Journal;
import org.patchbay.store.Lanes;
import org.patchbay.store.Store;
import org.patchbay.store.memory.MemoryStore;

/** The store of a process that is killed before it writes its journal or takes any work from the lanes. */
final class Quiet extends ChangedStore {
    private final Journal lost = new MemoryStore().journal();

    Quiet(Store inner) {
        super(inner);
    }

    @Override
    public Journal journal() {
        return lost;
    }

    @Override
    public Lanes lanes() {
        var lanes = super.lanes();
        return (Lanes) Proxy.newProxyInstance(
                Lanes.class.getClassLoader(), new Class<?>[] {Lanes.class}, (_, method, arguments) -> {
                    try {
                        return method.getName().equals("claim") ? List.of() : method.invoke(lanes, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
