package org.patchbay.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;
import org.patchbay.store.CallMemory;
import org.patchbay.store.ChangedStore;
import org.patchbay.store.Lanes;
import org.patchbay.store.Resting;
import org.patchbay.store.Store;
import org.patchbay.store.StoreUnavailable;

/** A store that fails the first time it is asked to do one thing; what it knows of calls it may not tell for a while after that. */
final class FailingStore extends ChangedStore {
    private final String what;
    private final When when;
    private final Supplier<? extends Throwable> failure;
    private volatile boolean answered = true;
    private volatile boolean away;
    private volatile boolean failed;

    private FailingStore(Store inner, String what, When when, Supplier<? extends Throwable> failure) {
        super(inner);
        this.what = what;
        this.when = when;
        this.failure = failure;
    }

    /** Whether it had done by then what it was asked. */
    enum When {
        BEFORE_KEEPING,
        AFTER_KEEPING
    }

    /** The end of a process: nothing catches it. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Its answer is lost when it accepts work; to accept nothing is none. */
    static FailingStore losing(Store inner, When when) {
        return losing("accept", inner, when);
    }

    /** Its answer is lost when that is called, of its lanes or its memory of calls. */
    static FailingStore losing(String what, Store inner, When when) {
        return new FailingStore(inner, what, when, () -> new StoreUnavailable("no answer"));
    }

    /** Its process ends when it accepts work: what was noted by then stays, nobody undoes anything, and nothing is delivered. */
    static FailingStore dying(Store inner, When when) {
        return new FailingStore(new Resting(inner), "accept", when, Died::new);
    }

    /** From the failure on nothing is told of calls, until {@link #comesBack}. */
    FailingStore thatGoesAway() {
        answered = false;
        return this;
    }

    void comesBack() {
        answered = true;
        away = false;
    }

    @Override
    public Lanes lanes() {
        return failing(Lanes.class, super.lanes());
    }

    @Override
    public CallMemory calls() {
        return failing(CallMemory.class, super.calls());
    }

    private <T> T failing(Class<T> type, T inner) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    if (away && type == CallMemory.class) {
                        throw failure.get();
                    }
                    var fails = !failed
                            && method.getName().equals(what)
                            && (arguments == null || !List.of().equals(arguments[0]));
                    if (fails && when == When.BEFORE_KEEPING) {
                        throw failed();
                    }
                    try {
                        var result = method.invoke(inner, arguments);
                        if (fails) {
                            throw failed();
                        }
                        return result;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private Throwable failed() {
        failed = true;
        away = !answered;
        return failure.get();
    }
}
