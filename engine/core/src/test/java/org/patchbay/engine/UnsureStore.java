package org.patchbay.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.patchbay.store.CallMemory;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Lanes;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

/** A store whose answer is lost when it accepts work for the first time; what it knows of calls it may not tell for a while after that. */
final class UnsureStore extends ChangedStore {
    private final When when;
    private volatile boolean answered = true;
    private volatile boolean away;
    private volatile boolean lost;

    UnsureStore(Store inner, When when) {
        super(inner);
        this.when = when;
    }

    /** What had become of the work that was to be accepted. */
    enum When {
        BEFORE_ACCEPTING,
        AFTER_ACCEPTING
    }

    /** From the lost answer on nothing is told of calls, until {@link #comesBack}. */
    UnsureStore thatGoesAway() {
        answered = false;
        return this;
    }

    void comesBack() {
        answered = true;
        away = false;
    }

    @Override
    public Lanes lanes() {
        return changed(Lanes.class, super.lanes(), true);
    }

    @Override
    public CallMemory calls() {
        return changed(CallMemory.class, super.calls(), false);
    }

    private <T> T changed(Class<T> type, T inner, boolean losing) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    var loses = losing && !lost && method.getName().equals("accept");
                    if (away && !losing || loses && when == When.BEFORE_ACCEPTING) {
                        throw loses();
                    }
                    try {
                        var result = method.invoke(inner, arguments);
                        if (loses) {
                            throw loses();
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    private StoreUnavailable loses() {
        lost = true;
        away = !answered;
        return new StoreUnavailable("no answer");
    }
}
